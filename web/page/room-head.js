import { spokenOf } from "./titles.js";

const byId = (id) => document.getElementById(id);

const OUT = { kick: "You were put out of this room", ban: "You were banned from this room", not_found: "There is no such room, or it is not open to you" };

/** Shows what the room is: its title, its topic, and whether one may speak in it. @param {string} name @param {{about: any, you: any, refusal: any}} room @param {import("./composer.js").Composer} composer */
export function showHead(name, { about, you, refusal }, composer) {
  const spoken = spokenOf(name, about);
  byId("room-name").textContent = spoken.replace(/^#/, "");
  byId("room-name").classList.toggle("plain", !spoken.startsWith("#"));
  byId("room-topic").textContent = about?.topic ?? "";
  byId("rows").setAttribute("aria-label", `Messages in ${spoken.replace(/^#/, "")}`);
  composer.turnTo(name, spoken);
  composer.close(refusal ? "You are not in this room." : closedBecause(about, you));
  byId("out").hidden = !refusal;
  byId("out-text").textContent = refusal ? outBecause(refusal) : "";
}

function outBecause({ code, message }) {
  if (!Object.hasOwn(OUT, code)) return message || "You are no longer in this room.";
  return code === "not_found" || !message ? `${OUT[code]}.` : `${OUT[code]}: ${message}`;
}

function closedBecause(about, you) {
  if (about?.archived) return "This room is archived.";
  if (you?.muted > Date.now()) return "You are muted here.";
  return "";
}
