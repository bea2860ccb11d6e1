/**
 * The log of one room as far as a client has it: sorted, without doubles, sure of what is missing, with the messages as they are now. Pure.
 *
 * `message`, `member` and `room` entries are shown in their place; `edited`, `erased` and `reacted` change the message that they name; an
 * entry of another type only counts. @import {Entry, Page} from "./types.js"
 */
import { apply, changedBy, countReply } from "./state.js";

const SHOWN = new Set(["message", "member", "room"]);

export class RoomLog {
  /** All of `floor < seq <= through` is here; above it there may be entries whose predecessor is missing. */
  floor;
  through;
  /** Whether the room has entries at or below the floor. */
  more;
  /** What may be shown, in seq order: messages, and what happened to the room and its members. @type {Entry[]} */
  entries = [];
  #newest;
  /** Entries above a gap, not shown yet. */
  #held = new Map();
  /** The seqs above a gap that were let through in spite of it. */
  #loose = new Set();
  /** How far the room had got, at least, when a message came as it was then. */
  #asOf = new WeakMap();

  /** Starts from the newest page of the room. @param {Page} page */
  constructor(page) {
    this.floor = page.after;
    this.through = this.#newest = page.through;
    this.more = page.more;
    this.#take([...page.messages].sort(bySeq), Math.max(page.head ?? 0, page.through));
  }

  /** What was said, in seq order. */
  get messages() {
    return this.entries.filter((entry) => entry.type === "message");
  }

  /** Whether something between `through` and the newest known seq has not come. */
  get gap() {
    return this.through < this.#newest;
  }

  /** Whether an entry waits behind a gap, or was let through in spite of one. */
  get split() {
    return this.#held.size > 0 || this.#loose.size > 0;
  }

  /** The shown entry of that seq. @param {number} seq */
  find(seq) {
    const entry = this.entries[this.#place(seq)];
    return entry?.seq === seq ? entry : undefined;
  }

  /** Learns from a ping that the room has got as far as `head`. */
  expect(head) {
    this.#newest = Math.max(this.#newest, head);
  }

  /** No longer waits for a tail that the service itself does not have (a number that was taken and never used). */
  forgetTail() {
    this.#newest = Math.max(this.through, ...this.#loose, ...this.#held.keys());
  }

  /** Takes one live entry; returns what counts now, in order. @param {Entry} entry */
  live(entry) {
    if (this.#has(entry.seq)) return [];
    this.#held.set(entry.seq, entry);
    this.expect(entry.seq);
    return this.#take(this.#advance());
  }

  /** Takes a page; returns what is new, apart for both ends: older entries to be shown, newer ones of every type. @param {Page} page */
  page(page) {
    if (page.after > this.through) return { older: [], newer: page.messages.flatMap((entry) => this.live(entry)) };
    if (page.through < this.floor) return { older: [], newer: [] };
    const asOf = Math.max(page.head ?? 0, page.through, this.#newest);
    const floor = this.floor;
    const older = page.messages.filter((entry) => entry.seq <= floor && !this.find(entry.seq)).sort(bySeq);
    const fresh = page.messages.filter((entry) => entry.seq > floor && (this.#held.has(entry.seq) || !this.#has(entry.seq)));
    this.floor = Math.min(floor, page.after);
    this.#prepend(older, asOf);
    fresh.forEach((entry) => this.#held.set(entry.seq, entry));
    this.through = Math.max(this.through, page.through);
    this.expect(this.through);
    const inPage = new Set(fresh.map((entry) => entry.seq));
    const newer = this.#advance();
    this.#take(newer, asOf, inPage);
    return { older: older.filter((entry) => SHOWN.has(entry.type)), newer };
  }

  /** Lets through what is held although a predecessor is missing; `through` stays, so a resume still asks for it. */
  release() {
    const released = [...this.#held.values()].sort(bySeq);
    released.forEach((entry) => this.#loose.add(entry.seq));
    return this.#take(released);
  }

  /** Everything that is held and without a gap before it now, in order. */
  #advance() {
    while (this.#held.has(this.through + 1) || this.#loose.has(this.through + 1)) this.through += 1;
    this.#loose.forEach((seq) => seq <= this.through && this.#loose.delete(seq));
    return [...this.#held.values()].filter((entry) => entry.seq <= this.through).sort(bySeq);
  }

  /** Shows entries and lets them change what is there; those of a page are as the room was at `asOf`. */
  #take(entries, asOf = 0, inPage = null) {
    for (const entry of entries) {
      this.#held.delete(entry.seq);
      if (!SHOWN.has(entry.type)) continue;
      if (asOf && (!inPage || inPage.has(entry.seq))) this.#asOf.set(entry, asOf);
      this.entries.splice(this.#place(entry.seq), 0, entry);
    }
    entries.forEach((entry) => this.#change(entry));
    return entries;
  }

  #prepend(older, asOf) {
    const shown = older.filter((entry) => SHOWN.has(entry.type));
    shown.forEach((entry) => this.#asOf.set(entry, asOf));
    this.entries.unshift(...shown);
  }

  #change(entry) {
    const message = /** @type {any} */ (this.find(changedBy(entry)));
    if (!message) return;
    const known = entry.seq <= (this.#asOf.get(message) ?? 0);
    if (entry.type === "message") known || countReply(message);
    else apply(message, entry, known);
  }

  #has(seq) {
    return seq <= this.through || this.#held.has(seq) || this.#loose.has(seq);
  }

  /** The index of the first shown entry with at least this seq; new ones mostly come last. */
  #place(seq) {
    let [low, high] = [0, this.entries.length];
    if (high && this.entries[high - 1].seq < seq) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle].seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const bySeq = (a, b) => a.seq - b.seq;
