import { dayKey, dayName, timeOf } from "./calendar.js";
import { write } from "./links.js";
import { toneOf } from "./tone.js";

const TOGETHER = 5 * 60_000; // what one person says within this time stands together

const make = (tag, className, ...children) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

/** One line of the conversation. @param {{user: string, name: string, text: string, at: number, seq?: number, mine: boolean}} said */
export function makeRow({ user, name, text, at, seq, mine }) {
  const who = make("bdi", `who ${mine ? "tone-mine" : toneOf(user)}`, name);
  who.title = name;
  const time = make("time", "time", timeOf(at));
  time.dateTime = new Date(at).toISOString();
  time.title = new Date(at).toLocaleString();
  const body = make("div", "text");
  body.dir = "auto";
  write(body, text);
  const row = make("div", mine ? "row mine" : "row", who, body, time);
  return Object.assign(row, { said: { user, at, seq } });
}

/** Groups a row with the one before it, or gives it its day line. @param {HTMLElement} row @param {HTMLElement | null} before */
export function dress(row, before) {
  const newDay = !before || dayKey(before.said.at) !== dayKey(row.said.at);
  const together = !newDay && before.said.user === row.said.user && row.said.at - before.said.at < TOGETHER;
  row.classList.toggle("together", together);
  row.querySelector(".day")?.remove();
  if (newDay) row.prepend(make("h2", "day", dayName(row.said.at)));
}

/** Shows how a post fares: pending, or failed with what can be done. */
export function mark(row, post, again, drop) {
  row.classList.toggle("pending", post.state === "pending");
  row.classList.toggle("failed", post.state === "failed");
  row.querySelector(".fate")?.remove();
  if (post.state === "pending") return row.append(make("p", "fate"));
  const button = (label, act) => {
    const made = make("button", "", label);
    made.type = "button";
    made.onclick = act;
    return made;
  };
  const why = make("span", "", `Not sent: ${post.error.message}`);
  const fate = make("p", "fate", why, button("Try again", again), button("Discard", drop));
  fate.setAttribute("role", "alert");
  row.append(fate);
}
