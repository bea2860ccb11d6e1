/** The bar of what can be done with a message: on the row under the pointer or with the focus, one for all rows. */
import { make, makeButton, makeIcon } from "./make.js";
import { pick } from "./picker.js";
import { tell } from "./tell.js";

const ACTIONS = {
  react: ["React", "+", "M10 3.5a6.5 6.5 0 1 0 6.3 5M7 11.500c1.5 2.3 4.5 2.3 6 0M7.8 8v.1M12.2 8v.1M15.5 2v5M13 4.500h5"],
  reply: ["Reply", "r", "M8 5 3.5 9.5 8 14M4 9.500h7c3 0 5.5 2 5.5 5.5"],
  thread: ["Open the thread", "t", "M4 4h12v9H9l-3.5 3v-3H4zM7 7h6M7 10h4"],
  copy: ["Copy a link", "c", "M8.5 11.5 11.5 8.500M9.5 6.500l1.7-1.700a2.8 2.8 0 0 1 4 4L13.5 10.500M10.5 13.500l-1.7 1.700a2.8 2.8 0 0 1-4-4L6.5 9.5"],
  edit: ["Edit", "e", "m4 16 .7-3.200L13 4.500a1.6 1.6 0 0 1 2.5 2.500l-8.3 8.300z"],
  erase: ["Erase", "Delete", "M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6M8.5 9v4M11.5 9v4"],
};

/** What may be done with what a row shows, in the bar's order. @param {HTMLElement} row @param {(act: string, message: object) => boolean} can */
export function actionsOf({ said }, can) {
  if (said.type !== "message" || said.erased) return [];
  return Object.keys(ACTIONS).filter((act) => can(act, said));
}

/** Does it, from the bar or by its key; a reaction is chosen first. @param {HTMLElement} row @param {string} act @param {HTMLElement} anchor */
export async function perform(row, act, anchor) {
  if (act !== "react") return tell(row, act, { anchor });
  const reaction = await pick(anchor);
  if (reaction) tell(row, "react", { anchor, reaction, on: true });
}

/** The act of a key, or undefined. @param {string} key */
export const actOfKey = (key) => Object.keys(ACTIONS).find((act) => ACTIONS[act][1].toLowerCase() === key.toLowerCase());

/** Puts the bar on the row that is pointed at or focused. @param {HTMLElement} area @param {(act: string, message: object) => boolean} can */
export function wireBar(area, can) {
  const bar = make("div", "bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "What to do with this message");
  bar.setAttribute("aria-live", "off");
  const move = (row) => {
    if (!row || bar.parentElement === row) return;
    const acts = actionsOf(row, can);
    bar.replaceChildren(...acts.map((act) => button(row, act)));
    if (acts.length) row.append(bar);
    else bar.remove();
  };
  const held = () => bar.matches(":focus-within") || document.querySelector(".picker:popover-open");
  const focused = () => bar.parentElement?.contains(document.activeElement);
  // A finger points at nothing: what it taps gets the focus, and with it the bar.
  area.addEventListener("pointerover", ({ target, pointerType }) => pointerType === "touch" || held() || move(target.closest(".row")));
  area.addEventListener("focusin", ({ target }) => move(target.closest(".row")));
  area.addEventListener("pointerleave", () => focused() || held() || bar.remove());
  area.addEventListener("focusout", ({ relatedTarget }) => bar.parentElement?.contains(relatedTarget) || held() || bar.remove());
}

function button(row, act) {
  const [name, key, path] = ACTIONS[act];
  const made = makeButton("quiet", makeIcon(path), () => perform(row, act, made), name);
  made.title = `${name} (${key.length === 1 ? key.toUpperCase() : key})`;
  made.setAttribute("aria-keyshortcuts", key);
  made.dataset.key = act;
  return made;
}
