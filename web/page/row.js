import { mentionsUser } from "../parley/my-rooms.js";
import { dayKey, dayName, timeOf } from "./calendar.js";
import { sentenceOf } from "./event-line.js";
import { makeFile } from "./file-card.js";
import { make, makeButton } from "./make.js";
import { markup, onlyEmoji, plain } from "./markup.js";
import { makeReactions } from "./reactions.js";
import { tell } from "./tell.js";
import { toneOf } from "./tone.js";

const TOGETHER = 5 * 60_000; // what one person says within this time stands together

/** One entry of the log, or a post on its way; `row.said` is what it shows. @param {import("./types.js").Entry} said @param {import("./types.js").View} view */
export function makeRow(said, view) {
  const row = make("article", "row");
  row.tabIndex = -1;
  return redraw(Object.assign(row, { said, view }));
}

/** Shows the entry as it is now; the day line and the mark of what is new stay. @param {HTMLElement} row */
export function redraw(row) {
  const { said, view } = row;
  const [day, fresh, editing] = [".day", ".fresh", ".edit"].map((place) => row.querySelector(place));
  const spoken = isSpoken(said);
  row.replaceChildren(...[day, fresh].filter(Boolean), ...(spoken ? spokenParts(said, view, editing) : eventParts(said)));
  row.classList.toggle("event", !spoken);
  row.classList.toggle("mine", spoken && said.from.user === view.self.user);
  row.classList.toggle("mentioned", spoken && mentions(said, view.self.user));
  if (said.seq) row.dataset.seq = said.seq;
  return row;
}

/** Groups a row with the one before it, or gives it its day line. @param {HTMLElement} row @param {HTMLElement | null} before */
export function dress(row, before) {
  const newDay = !before || dayKey(before.said.at) !== dayKey(row.said.at);
  const alike = before && isSpoken(before.said) && isSpoken(row.said) && before.said.from.user === row.said.from.user && !row.said.reply;
  const together = Boolean(!newDay && alike && row.said.at - before.said.at < TOGETHER);
  row.classList.toggle("together", together);
  row.querySelector(".day")?.remove();
  if (newDay) row.prepend(make("h2", "day", dayName(row.said.at)));
}

/** Marks the first row that is new since one was here. @param {HTMLElement} row @param {boolean} fresh */
export function markFresh(row, fresh) {
  row.querySelector(".fresh")?.remove();
  if (!fresh) return;
  const line = make("p", "fresh", make("span", "", "New"));
  const day = row.querySelector(".day");
  if (day) day.after(line);
  else row.prepend(line);
}

/** Shows how a post fares: pending, or failed with what can be done. */
export function mark(row, post, again, drop) {
  row.classList.toggle("pending", post.state === "pending");
  row.classList.toggle("failed", post.state === "failed");
  row.querySelector(".fate")?.remove();
  const body = row.querySelector(".body");
  if (post.state === "pending") return body.append(make("p", "fate"));
  const why = make("span", "", `Not sent: ${post.error.message}`);
  const fate = make("p", "fate", why, makeButton("", "Try again", again), makeButton("", "Discard", drop));
  fate.setAttribute("role", "alert");
  body.append(fate);
}

const isSpoken = (said) => said.type === "message" || said.type === undefined;
const mentions = (said, user) => said.from.user !== user && mentionsUser(said, user);

function spokenParts(said, view, editing) {
  const { from, text, at } = said;
  const who = make("button", `who ${from.user === view.self.user ? "tone-mine" : toneOf(from.user)}`, make("bdi", "", from.name));
  Object.assign(who, { type: "button", title: from.name, tabIndex: -1 });
  who.onclick = () => tell(who, "person", { user: from.user, name: from.name, anchor: who });
  const body = make("div", "body", quote(said, view), words(said, view), said.file && makeFile(said, view), editing, ...below(said, view));
  if (said.file && !said.erased && (!text || text === said.file.name)) body.querySelector(".text").hidden = true; // the card says it
  return [who, body, stamp(at)];
}

function eventParts(said) {
  return [make("div", "body", make("p", "text", ...sentenceOf(said))), stamp(said.at)];
}

function stamp(at) {
  const time = make("time", "time", timeOf(at));
  time.dateTime = new Date(at).toISOString();
  time.title = new Date(at).toLocaleString();
  return time;
}

function words(said, view) {
  const text = make("div", "text");
  text.dir = "auto";
  if (said.erased) text.append(make("em", "gone", "This message was erased"));
  else text.append(markup(said.text, { mentions: known(said, view) }));
  if (said.edited && !said.erased) text.append(make("small", "edited", "(edited)"));
  text.classList.toggle("large", !said.erased && onlyEmoji(said.text));
  return text;
}

/** The users whom a message mentions, as far as their names are known. */
function known({ mentions }, view) {
  return (mentions ?? []).flatMap((user) => (user === "room" ? { user, name: "room" } : { user, name: view.person(user) ?? "" })).filter(({ name }) => name);
}

/** The message that this one answers, in a line. */
function quote({ reply, thread }, view) {
  if (!reply) return null;
  const said = view.find(reply);
  const from = said?.from ? make("bdi", toneOf(said.from.user), said.from.name) : null;
  const what = said ? (said.erased ? "This message was erased" : plain(said.text).slice(0, 200) || said.file?.name) : "An earlier message";
  const line = makeButton(reply === thread ? "quote to-root" : "quote", make("bdi", "", what), (event) => tell(event.currentTarget, "jump", { seq: reply }));
  line.prepend(...(from ? [make("span", "", "In reply to "), from] : [make("span", "", "In reply to")]));
  return line;
}

/** What stands under a text: reactions, and the way into its thread. */
function below(said, view) {
  const { replies, reactions } = said;
  const thread = replies && makeButton("replies", replies === 1 ? "1 reply" : `${replies} replies`, (event) => tell(event.currentTarget, "thread"));
  return [reactions?.length && makeReactions(reactions, view), thread].filter(Boolean);
}
