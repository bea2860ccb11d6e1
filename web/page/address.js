import { faultOfRoom } from "../parley/limits.js";

/** What the page's own address asks for: `?room=…&name=…&at=…`, or `#room`; `at` is a message. */
export function wanted(location) {
  const query = new URLSearchParams(location.search);
  const room = asRoom(query.get("room") ?? "");
  return { name: query.get("name") ?? "", room: roomOf(location) || (faultOfRoom(room) ? "" : room), at: Number(query.get("at")) || 0 };
}

/** The room in the fragment, or "" when there is none. */
export const roomOf = (location) => (faultOfRoom(location.hash.slice(1)) ? "" : location.hash.slice(1));

/** What a person typed, as a room's name as far as it can be one. @param {string} typed */
export const asRoom = (typed) =>
  typed.trim().replace(/^#/, "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\s_]+/g, "-");
