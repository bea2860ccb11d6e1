import { spokenOf } from "./titles.js";

const byId = (id) => document.getElementById(id);

/** Shows what the room is: its title, its topic, and whether one may speak in it. @param {string} name @param {{about: any, you: any, refusal: any}} room @param {import("./composer.js").Composer} composer */
export function showHead(name, { about, you }, composer) {
  const spoken = spokenOf(name, about);
  byId("room-name").textContent = spoken.replace(/^#/, "");
  byId("room-name").classList.toggle("plain", !spoken.startsWith("#"));
  byId("room-topic").textContent = about?.topic ?? "";
  byId("rows").setAttribute("aria-label", `Messages in ${spoken.replace(/^#/, "")}`);
  composer.turnTo(name, spoken);
  composer.close(closedBecause(about, you));
}

function closedBecause(about, you) {
  if (about?.archived) return "This room is archived.";
  if (you?.muted > Date.now()) return "You are muted here.";
  return "";
}
