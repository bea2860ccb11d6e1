/** What later entries do to a message: pure, and the same however often it is done. @import {Message} from "./types.js" */

/** The seq of the message that an entry changes: its target, or where its thread began. @param {any} entry */
export const changedBy = (entry) => (entry.type === "message" ? entry.thread : entry.target);

/** One more message in the thread that began here. @param {Message} message */
export function countReply(message) {
  message.replies = (message.replies ?? 0) + 1;
}

/** Applies a change; `known`: the message came as it was after it, so that only what can be told apart is done again. @param {any} message @param {any} entry */
export function apply(message, entry, known = false) {
  if (entry.type === "erased") erase(message, entry.seq);
  else if (entry.type === "edited") edit(message, entry);
  else if (entry.type === "reacted") react(message, entry, known);
}

function erase(message, seq) {
  message.text = "";
  message.erased ??= seq;
  ["reactions", "mentions", "file", "edited"].forEach((field) => delete message[field]);
}

function edit(message, { seq, text, mentions }) {
  if (message.erased || message.edited >= seq) return;
  Object.assign(message, { text, edited: seq });
  if (mentions) message.mentions = mentions;
}

function react(message, { reaction, on, from }, known) {
  if (message.erased) return;
  const all = message.reactions ?? [];
  const found = all.find((each) => each.reaction === reaction) ?? { reaction, count: 0, users: [] };
  const there = found.users.includes(from.user);
  const cut = found.users.length < found.count; // then one who is not listed may be counted all the same
  if (known && cut) return;
  if (on ? there : !there && !cut) return;
  const users = on ? [...found.users, from.user] : found.users.filter((user) => user !== from.user);
  const changed = { reaction, count: found.count + (on ? 1 : -1), users };
  const others = all.filter((each) => each !== found);
  message.reactions = all.includes(found) ? all.map((each) => (each === found ? changed : each)) : [...others, changed];
  message.reactions = message.reactions.filter((each) => each.count > 0);
}
