/** The rooms that one has joined and not quit, and what is unread: as `rooms` said, kept up by what comes. @import {Mine} from "./types.js" */
const MOST = 100; // the service counts no further
const NEW = { access: "open", title: "", topic: "", archived: false, role: "visitor", head: 0, read: 0, unread: 0, mentions: 0, last: null };

export class MyRooms {
  /** @type {Map<string, Mine>} */
  all = new Map();
  /** Our user, once it is known. */
  self = "";
  #logOf;
  #marked = new Map(); // room -> how far a marker of ours is known to be

  /** @param {(room: string) => import("./room-log.js").RoomLog | null | undefined} logOf */
  constructor(logOf) {
    this.#logOf = logOf;
  }

  /** Takes a whole answer of `rooms`; what came live meanwhile counts on top. @param {Mine[]} rooms */
  set(rooms) {
    this.all = new Map(rooms.map((mine) => [mine.room, { ...mine }]));
    for (const mine of this.all.values()) {
      this.#logOf(mine.room)?.messages.forEach((message) => this.#message(mine, message));
      this.read(mine.room, this.#marked.get(mine.room) ?? 0);
    }
  }

  /** Takes a `joined` answer, before its page is. */
  joined(room, { about, you, read, head }) {
    const known = this.all.get(room);
    const mine = known ?? { ...NEW, room };
    Object.assign(mine, about, { role: you?.role });
    this.all.set(room, mine);
    const begins = !known || head < mine.head; // new to us, or begun anew
    if (head < mine.head) this.#marked.delete(room);
    if (begins) Object.assign(mine, { head: read ?? head, read: read ?? head, unread: 0, mentions: 0, last: null });
  }

  /** Takes a new entry of a room. */
  entry(room, entry) {
    const mine = this.all.get(room);
    if (!mine) return;
    if (entry.type === "message") this.#message(mine, entry);
    else if (entry.type === "room") Object.assign(mine, { access: entry.access, title: entry.title, topic: entry.topic, archived: entry.archived });
    else if (entry.type === "member" && entry.user === this.self) mine.role = entry.role ?? mine.role;
    else if (entry.target === mine.last?.seq && entry.text !== undefined) mine.last = { ...mine.last, text: entry.text };
    else if (entry.target === mine.last?.seq && entry.type === "erased") mine.last = { ...mine.last, text: "", erased: entry.seq };
  }

  /** Takes a notice; false when it is of a room that is not listed. */
  notice({ room, seq, from, text, at, reason }) {
    const mine = this.all.get(room);
    if (!mine) return false;
    this.#message(mine, { type: "message", room, seq, from, text, at, mentions: reason === "mention" ? [this.self] : undefined });
    return true;
  }

  /** We have read that far, on whatever device. */
  read(room, seq) {
    const mine = this.all.get(room);
    this.#marked.set(room, Math.max(seq, this.#marked.get(room) ?? 0));
    if (!mine || seq <= mine.read) return;
    mine.read = seq;
    const log = this.#logOf(room);
    if (seq >= Math.max(mine.head, mine.last?.seq ?? 0)) Object.assign(mine, { unread: 0, mentions: 0 });
    else if (log && log.floor <= seq) {
      const unread = log.messages.filter((message) => message.seq > seq && this.#counts(message));
      Object.assign(mine, { unread: Math.min(MOST, unread.length), mentions: unread.filter((each) => mentionsUser(each, this.self)).length });
    }
  }

  #message(mine, message) {
    if (message.seq <= mine.head) return;
    mine.head = message.seq;
    mine.last = message;
    if (!this.#counts(message) || message.seq <= mine.read) return;
    mine.unread = Math.min(MOST, mine.unread + 1);
    if (mentionsUser(message, this.self)) mine.mentions = Math.min(MOST, mine.mentions + 1);
  }

  #counts(message) {
    return message.from.user !== this.self;
  }
}

/** Whether a message names this user, or everyone. @param {import("./types.js").Message} message @param {string} user */
export const mentionsUser = ({ mentions }, user) => Boolean(mentions?.some((one) => one === user || one === "room"));
