/**
 * The log of one room as far as a client has it: sorted, without doubles, and sure of what is missing. Pure: no clock, no socket.
 *
 * @typedef {{room: string, seq: number, id?: string, from: {user: string, name: string}, text: string, at: number}} Message
 * @typedef {{after: number, through: number, messages: Message[], more: boolean}} Page  holds all of `after < seq <= through`
 */
export class RoomLog {
  /** All of `floor < seq <= through` is here; above it there may be messages whose predecessor is missing. */
  floor;
  through;
  /** Whether the room has messages at or below the floor. */
  more;
  /** What may be shown, in seq order. @type {Message[]} */
  messages;
  /** The newest seq that is known to exist. */
  #newest;
  /** Messages above a gap, not shown yet. @type {Map<number, Message>} */
  #held = new Map();

  /** Starts from the newest page of the room. @param {Page} page */
  constructor(page) {
    this.floor = page.after;
    this.through = this.#newest = page.through;
    this.more = page.more;
    this.messages = [...page.messages].sort((a, b) => a.seq - b.seq);
  }

  /** Whether something between `through` and the newest known seq has not come. */
  get gap() {
    return this.through < this.#newest;
  }

  /** Whether a message waits behind a gap, or was shown in spite of one. */
  get split() {
    return this.#held.size > 0 || (this.messages.at(-1)?.seq ?? 0) > this.through;
  }

  /** Learns from a ping that the room has got as far as `head`. */
  expect(head) {
    this.#newest = Math.max(this.#newest, head);
  }

  /** No longer waits for a tail that the service itself does not have (a number that was taken and never used). */
  forgetTail() {
    this.#newest = Math.max(this.through, this.messages.at(-1)?.seq ?? 0, ...this.#held.keys());
  }

  /** Takes one live message; returns what may be shown now, in order. @param {Message} message @returns {Message[]} */
  live(message) {
    if (message.seq <= this.through || this.#has(message.seq)) return [];
    this.#held.set(message.seq, message);
    this.expect(message.seq);
    return this.#advance();
  }

  /** Takes a page; returns what may be shown now, apart for both ends. @param {Page} page */
  page(page) {
    if (page.after > this.through) return { older: [], newer: page.messages.flatMap((message) => this.live(message)) };
    if (page.through < this.floor) return { older: [], newer: [] };
    const floor = this.floor;
    this.floor = Math.min(floor, page.after);
    this.through = Math.max(this.through, page.through);
    this.expect(this.through);
    const fresh = page.messages.filter((message) => !this.#shown(message.seq));
    fresh.forEach((message) => this.#show(message));
    const older = fresh.filter((message) => message.seq <= floor);
    const newer = fresh.filter((message) => message.seq > floor).concat(this.#advance());
    return { older, newer: newer.sort((a, b) => a.seq - b.seq) };
  }

  /** Shows what is held although a predecessor is missing; `through` stays, so a resume still asks for it. @returns {Message[]} */
  release() {
    const released = [...this.#held.values()].sort((a, b) => a.seq - b.seq);
    released.forEach((message) => this.#show(message));
    return released;
  }

  #advance() {
    const fresh = [...this.#held.values()].filter((message) => message.seq <= this.through);
    while (this.#has(this.through + 1)) {
      this.through += 1;
      if (this.#held.has(this.through)) fresh.push(this.#held.get(this.through));
    }
    fresh.sort((a, b) => a.seq - b.seq).forEach((message) => this.#show(message));
    return fresh;
  }

  #show(message) {
    this.#held.delete(message.seq);
    this.messages.splice(this.#place(message.seq), 0, message);
  }

  #has(seq) {
    return this.#held.has(seq) || this.#shown(seq);
  }

  #shown(seq) {
    return this.messages[this.#place(seq)]?.seq === seq;
  }

  /** The index of the first shown message with at least this seq; new ones mostly come last. */
  #place(seq) {
    let [low, high] = [0, this.messages.length];
    if (high && this.messages[high - 1].seq < seq) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.messages[middle].seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
