// The figures of `make run`: asks for them every two seconds, and draws four lines.

const AGAIN_MS = 2000;
const WIDTH = 300;
const HEIGHT = 100;

/** @typedef {(number | null)[]} Series */
/** @typedef {Record<string, number>} Sums */
/**
 * @typedef {object} Figures
 * @property {number} every seconds that one value of a series stands for
 * @property {number[]} open
 * @property {Series} messages
 * @property {Series} delivered
 * @property {Series} p50
 * @property {Series} p99
 * @property {Series} errors
 * @property {Sums} totals
 * @property {Sums} troubles
 */
/**
 * @typedef {object} Chart
 * @property {string} id
 * @property {string} title
 * @property {(now: Figures) => [string, string]} says the figure, and what stands beside it
 * @property {(now: Figures) => Series[]} lines the main one, and perhaps a second
 * @property {string} unit
 */

/** @type {Chart[]} */
const CHARTS = [
  { id: "connections", title: "Connections", unit: "", says: ({ open }) => [`${open.at(-1)}`, "open"], lines: ({ open }) => [open] },
  {
    id: "messages",
    title: "Messages a second",
    unit: "a second",
    says: ({ messages, delivered }) => [plain(recent(messages)), `${plain(recent(delivered))} delivered`],
    lines: ({ messages }) => [messages],
  },
  {
    id: "latency",
    title: "Telling a room",
    unit: "ms",
    says: ({ p50, p99 }) => [withUnit(last(p99), "ms"), `p99; half within ${withUnit(last(p50), "ms")}`],
    lines: ({ p99, p50 }) => [p99, p50],
  },
  {
    id: "errors",
    title: "Errors and refusals",
    unit: "",
    says: ({ errors }) => [plain(sum(errors)), "in five minutes"],
    lines: ({ errors }) => [errors],
  },
];

/** The mean of the last half minute.
 * @param {Series} series */
const recent = (series) => sum(series.slice(-6)) / 6;

/** @param {Series} series @returns {number} */
const sum = (series) => series.reduce((/** @type {number} */ all, each) => all + (each ?? 0), 0);

/** @param {Series} series */
const last = (series) => series.findLast((value) => value !== null) ?? null;

/** @param {number} value */
const plain = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

/** @param {number | null} value @param {string} unit */
const withUnit = (value, unit) => (value === null ? "–" : `${plain(value)} ${unit}`);

/** @param {string} name @param {Record<string, string>} attributes @param {...Node} children */
function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} name @param {Record<string, string>} properties @param {...(Node | string)} children */
function make(name, properties, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** The outline of a series; where nothing was measured, it has a gap.
 * @param {Series} series @param {number} top */
export function outline(series, top) {
  const step = WIDTH / Math.max(1, series.length - 1);
  let pen = "M";
  return series
    .map((value, at) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const point = `${pen}${(at * step).toFixed(1)} ${(HEIGHT - (value / top) * HEIGHT).toFixed(1)}`;
      const alone = pen === "M" && (series[at + 1] ?? null) === null ? "h0.1" : "";
      pen = "L";
      return point + alone;
    })
    .join("");
}

/** @param {Chart} chart @param {Figures} now */
function draw(chart, now) {
  const lines = chart.lines(now);
  const most = Math.max(0, ...lines.flat().map((value) => value ?? 0));
  const [figure, beside] = chart.says(now);
  const about = `${chart.title}: ${figure} ${beside}; ${plain(most)} ${chart.unit} at most`;
  const base = svg("line", { x1: "0", x2: `${WIDTH}`, y1: `${HEIGHT}`, y2: `${HEIGHT}` });
  const paths = lines.map((line, at) => svg("path", { d: outline(line, most || 1), class: at ? "second" : "first" }));
  const drawn = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": about }, base, ...paths);
  const value = make("p", { className: "figure" }, figure, make("span", { className: "beside" }, beside));
  const scale = make("p", { className: "scale" }, make("span", {}, "five minutes ago"), make("span", {}, `${plain(most)} at most`), make("span", {}, "now"));
  const card = make("section", { id: chart.id, className: chart.id === "errors" && most ? "chart trouble" : "chart" });
  card.setAttribute("aria-labelledby", `${chart.id}-title`);
  card.append(make("h2", { id: `${chart.id}-title` }, chart.title), value, drawn, scale);
  return card;
}

/** @param {string} id @param {Sums} sums */
function list(id, sums) {
  const rows = Object.entries(sums).sort(([one], [other]) => one.localeCompare(other));
  const made = rows.map(([name, count]) => make("tr", {}, make("td", {}, name), make("td", {}, plain(count))));
  document.querySelector(`#${id} tbody`)?.replaceChildren(...made);
  return rows.length > 0;
}

/** @param {Figures} now */
function show(now) {
  document.querySelector("#charts")?.replaceChildren(...CHARTS.map((chart) => draw(chart, now)));
  const any = list("troubles", now.troubles);
  /** @type {HTMLElement} */ (document.querySelector("#troubles")).hidden = !any;
  /** @type {HTMLElement} */ (document.querySelector("#calm")).hidden = any;
  list("totals", now.totals);
}

async function refresh() {
  const state = /** @type {HTMLElement} */ (document.querySelector("#state"));
  try {
    show(await (await fetch("/figures.json")).json());
    if (state.textContent) state.textContent = "";
  } catch {
    if (!state.textContent) state.textContent = "Nobody answers: has `make run` ended?";
  }
}

await refresh();
setInterval(refresh, AGAIN_MS);
