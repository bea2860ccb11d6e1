/** The keyboard in the log: arrows, Home and End go from row to row, letters do what the bar does, Escape goes to where one writes. */
import { actionsOf, actOfKey, perform } from "./bar.js";
import { before, behind, visit } from "./rows.js";

/** @param {HTMLElement} area @param {import("./log-view.js").LogView} log @param {(act: string, message: object) => boolean} can */
export function wireKeys(area, log, can) {
  const { rows } = log;
  const last = () => (log.toEnd(), rows.last);
  const goals = { ArrowUp: before, ArrowDown: behind, Home: () => rows.first, End: last };
  area.addEventListener("keydown", (event) => {
    const row = event.target.closest(".row");
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target !== area && !row?.isSameNode(event.target))) return;
    const goal = row ? goals[event.key]?.(row) : event.key === "ArrowUp" ? lowest(area, rows) : null;
    const act = row && actionsOf(row, can).includes(actOfKey(event.key)) ? actOfKey(event.key) : null;
    if (!row && event.key === "End" && log.cut) log.toEnd();
    else if (goal) visit(goal);
    else if (act) perform(row, act, row.querySelector(`.bar [data-key="${act}"]`) ?? row);
    else if (event.key === "Escape" && row) document.getElementById("text").focus();
    else return;
    event.preventDefault();
  });
}

/** The lowest row that is seen. */
function lowest(area, { last }) {
  const { bottom } = area.getBoundingClientRect();
  let row = last;
  while (row && before(row) && row.getBoundingClientRect().top >= bottom) row = before(row);
  return row;
}
