/** What happened to a room and its members, in a sentence. */
import { timeOf } from "./calendar.js";
import { make } from "./make.js";

const DID = {
  invite: "invited",
  promote: "promoted",
  demote: "demoted",
  mute: "muted",
  unmute: "unmuted",
  kick: "put out",
  ban: "banned",
  unban: "lifted the ban of",
};
const ARTICLE = { owner: "an owner", moderator: "a moderator", member: "a member" };

/** The sentence as nodes, names apart from the words. @param {any} entry a `member` or `room` entry @returns {(Node | string)[]} */
export function sentenceOf(entry) {
  return entry.type === "member" ? member(entry) : room(entry);
}

function member({ from, act, user, name, role, muted, banned, reason }) {
  if (!Object.hasOwn(DID, act)) return [who(from.name), act === "quit" ? " left the room" : " changed the membership of ", ...(act === "quit" ? [] : [who(name)])];
  const until = act === "mute" ? muted : act === "ban" ? banned : 0;
  const now = (act === "promote" || act === "demote") && role in ARTICLE && ` to be ${ARTICLE[role]}`;
  const nodes = [who(from.name), ` ${DID[act]} `, who(user === from.user ? "themselves" : name), now, until && ` until ${timeOf(until)}`];
  return [...nodes, reason && ": ", reason && who(`“${reason}”`)].filter(Boolean);
}

function room({ seq, from, title, topic, access, archived }) {
  if (seq === 1) return [who(from.name), " made this room"];
  if (archived) return [who(from.name), " archived this room"];
  const now = [access === "members" && ["for members only"], title && ["called ", who(title)], topic && ["about ", who(`“${topic}”`)]].filter(Boolean);
  return [who(from.name), " changed this room: ", ...(now.length ? now.flatMap((each, index) => [...(index ? [", "] : []), ...each]) : ["open to everyone"])];
}

const who = (name) => make("bdi", "", name);
