import { show } from "./dialog.js";
import { make } from "./make.js";

const KEYS = [
  ["Anywhere", [["Ctrl K", "find a room"], ["Alt ↑ ↓", "the room above, below"], ["Alt Shift ↑ ↓", "the next room with something new"], ["Ctrl /", "this list"]]],
  ["Where one writes", [["Enter", "send"], ["Shift Enter", "a new line"], ["↑", "edit what one said last, when nothing is written"], ["@", "mention somebody"], ["Esc", "do not reply"]]],
  ["In the conversation", [["↑ ↓ Home End", "from message to message"], ["R", "reply"], ["T", "open the thread"], ["+", "react"], ["E", "edit"], ["Delete", "erase"], ["C", "copy a link"], ["Esc", "back to where one writes"], ["/", "search"]]],
]; // prettier-ignore

/** The dialog that lists them. */
export function showShortcuts() {
  if (document.querySelector("dialog[open]")) return;
  const parts = KEYS.map(([where, keys]) => make("section", "", make("h3", "", where), make("dl", "keys-list", ...keys.flatMap(([key, what]) => [
    make("dt", "", ...key.split(" ").flatMap((each, index) => [index ? " " : "", make("kbd", "", each)])), make("dd", "", what),
  ])))); // prettier-ignore
  const close = Object.assign(make("button", "primary", "Close"), { type: "button" });
  const dialog = show("Keyboard shortcuts", make("div", "shortcuts", ...parts, make("p", "buttons", close)));
  close.onclick = () => dialog.close();
}

/** Listens for the keys that work everywhere. @param {{find: () => void, step: (by: number, onlyNews: boolean) => void, search: () => void}} does */
export function wireShortcuts({ find, step, search }) {
  addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey } = event;
    const control = (event.ctrlKey || event.metaKey) && !altKey;
    const writing = event.target.closest?.("input, textarea, select");
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (control && key.toLowerCase() === "k") find();
    else if (control && key === "/") showShortcuts();
    else if (altKey && !event.ctrlKey && (key === "ArrowUp" || key === "ArrowDown")) step(key === "ArrowUp" ? -1 : 1, shiftKey);
    else if (key === "?" && !writing) showShortcuts();
    else if (key === "/" && !writing) search();
    else return;
    event.preventDefault();
  });
}
