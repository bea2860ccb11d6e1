const AFTER = 400; // a glance is no reading, and one request tells of many messages

/** Tells how far one has read: what is at the end of the log, while the page is seen and the reader is at its end. */
export class Reading {
  #area = document.getElementById("log");
  #client;
  #room = null;
  #timer = null;

  /** @param {import("../parley.js").Parley} client */
  constructor(client) {
    this.#client = client;
    this.#area.addEventListener("scroll", () => this.look(), { passive: true });
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Turns to a room. @param {import("../parley/room.js").Room} room */
  turnTo(room) {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#room = room;
    this.look();
  }

  /** Looks, in a moment, whether there is more that was read. */
  look() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const newest = this.#room?.log?.entries.at(-1)?.seq;
      if (newest && this.#seen && this.#client.mine.get(this.#room.name)?.unread) this.#client.read(this.#room.name, newest);
    }, AFTER);
  }

  get #seen() {
    const { scrollHeight, clientHeight, scrollTop } = this.#area;
    return !document.hidden && scrollHeight - clientHeight - scrollTop < 48;
  }
}
