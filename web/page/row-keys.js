/** The keyboard in the log: arrows, Home and End go from row to row, letters do what the bar does, Escape goes to where one writes. */
import { actionsOf, actOfKey, perform } from "./bar.js";
import { before, behind, visit } from "./rows.js";

/** @param {HTMLElement} area @param {import("./rows.js").Rows} rows @param {(act: string, message: object) => boolean} can */
export function wireKeys(area, rows, can) {
  const goals = { ArrowUp: before, ArrowDown: behind, Home: () => rows.first, End: () => rows.last };
  area.addEventListener("keydown", (event) => {
    const row = event.target.closest(".row");
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target !== area && !row?.isSameNode(event.target))) return;
    const goal = row ? goals[event.key]?.(row) : event.key === "ArrowUp" ? rows.last : null;
    const act = row && actionsOf(row, can).includes(actOfKey(event.key)) ? actOfKey(event.key) : null;
    if (goal) visit(goal);
    else if (act) perform(row, act, row.querySelector(`.bar [data-key="${act}"]`) ?? row);
    else if (event.key === "Escape" && row) document.getElementById("text").focus();
    else return;
    event.preventDefault();
  });
}
