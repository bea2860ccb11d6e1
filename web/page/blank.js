/** What stands where a room has nothing to show: it is being entered, it is empty, or it does not let one in. */
import { make } from "./make.js";

/** @param {HTMLElement} blank @param {import("../parley/room.js").Room} room */
export function showBlank(blank, { name, log, refusal, about }) {
  blank.className = refusal ? "blank refused" : log ? "blank" : "blank loading";
  if (refusal) blank.replaceChildren(make("h2", "", `You cannot enter #${name}`), make("p", "", refusal.message));
  else if (!log) blank.replaceChildren(make("p", "", `Entering #${name}…`), ...[0, 1, 2, 3].map(() => make("i", "")));
  else if (about?.peer) blank.replaceChildren(make("h2", "", "Nothing yet between the two of you"), make("p", "", "What you write here, only ", make("bdi", "", about.peer.name), " can read."));
  else blank.replaceChildren(make("h2", "", "It is quiet here"), make("p", "", `Nothing has been said in #${name} yet. The first word is yours.`));
}
