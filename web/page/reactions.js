/** The reactions to a message: one chip each, pressed where one's own is among them. */
import { make, makeButton } from "./make.js";
import { tell } from "./tell.js";

const NAMED = 10; // more names than that nobody reads

/** @param {{reaction: string, count: number, users: string[]}[]} reactions @param {import("./types.js").View} view */
export function makeReactions(reactions, view) {
  const list = make("ul", "reactions");
  list.setAttribute("aria-label", "Reactions");
  for (const { reaction, count, users } of reactions) {
    const own = users.includes(view.self.user);
    const toggle = ({ currentTarget }) => tell(currentTarget, "react", { reaction, on: !own });
    const chip = makeButton("chip", make("bdi", "", reaction), toggle);
    chip.append(make("span", "", String(count)));
    chip.setAttribute("aria-pressed", String(own));
    chip.dataset.key = `react ${reaction}`;
    chip.title = names(users, count, view);
    list.append(make("li", "", chip));
  }
  return list;
}

function names(users, count, view) {
  const known = users.map((user) => (user === view.self.user ? "you" : view.person(user))).filter(Boolean).slice(0, NAMED);
  const rest = count - known.length;
  if (!known.length) return count === 1 ? "1 person" : `${count} people`;
  return [...known, ...(rest > 0 ? [rest === 1 ? "1 other" : `${rest} others`] : [])].join(", ");
}
