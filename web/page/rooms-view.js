import { make } from "./make.js";
import { refill } from "./refill.js";
import { titleOf } from "./titles.js";
import { toneOf } from "./tone.js";

const byId = (id) => document.getElementById(id);

/**
 * Shows the rooms that are ours and the people one talks to, the current one, and what is unread.
 *
 * @param {{rooms: import("../parley/types.js").Mine[], current: string, present: Set<string>}} shown `present`: users seen in any room
 */
export function showRooms({ rooms, current, present }) {
  const [direct, open] = [rooms.filter(({ peer }) => peer), rooms.filter(({ peer }) => !peer)];
  refill(byId("rooms"), open.sort(byTitle).map((room) => item(room, current)));
  refill(byId("direct"), direct.sort(byNews).map((room) => item(room, current, present)));
  byId("direct").hidden = byId("direct-title").hidden = direct.length === 0;
}

/** The rooms in the order in which they are shown. */
export const inOrder = (rooms) => [...rooms.filter(({ peer }) => !peer).sort(byTitle), ...rooms.filter(({ peer }) => peer).sort(byNews)];

const byTitle = (a, b) => a.archived - b.archived || titleOf(a.room, a).localeCompare(titleOf(b.room, b));
const byNews = (a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0);

function item(mine, current, present) {
  const { room, unread, mentions, peer, access, archived } = mine;
  const link = make("a", "", make("bdi", "", titleOf(room, mine)));
  link.href = `#${room}`;
  if (room === current) link.setAttribute("aria-current", "page");
  link.classList.toggle("news", unread > 0);
  link.classList.toggle("private", access === "members" && !peer);
  link.classList.toggle("archived", Boolean(archived));
  if (peer) link.classList.add("peer", toneOf(peer.user), present.has(peer.user) ? "present" : "away");
  if (unread) link.append(badge(unread, peer ? unread : mentions));
  const shown = make("li", "", link);
  shown.dataset.key = room;
  return shown;
}

function badge(unread, mentions) {
  const made = make("span", mentions ? "unread mentioned" : "unread", many(mentions || unread));
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", `${many(unread)} unread${mentions ? `, ${many(mentions)} for you` : ""}`);
  return made;
}

const many = (count) => (count > 99 ? "99+" : String(count));
