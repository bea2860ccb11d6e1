const AFTER = 400; // a glance is no reading, and one request tells of many messages

/** Tells how far one has read: what is at the end of the log, while the page is seen and the reader is at its end. */
export class Reading {
  #area = document.getElementById("log");
  #client;
  #whole;
  #room = null;
  #timer = null;
  #due = 0;

  /** @param {import("../parley.js").Parley} client @param {() => boolean} whole whether the end of what is shown is the end of the log */
  constructor(client, whole) {
    this.#client = client;
    this.#whole = whole;
    this.#area.addEventListener("scroll", () => this.look(), { passive: true });
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Turns to a room; what was seen of the last one is read. @param {import("../parley/room.js").Room} room */
  turnTo(room) {
    if (this.#timer) this.#tell();
    this.#room = room;
    this.look();
  }

  /** Looks whether there is more that was read, and tells it in a moment. */
  look() {
    const newest = this.#room?.log?.entries.at(-1)?.seq;
    if (!newest || !this.#seen) return;
    this.#due = newest;
    this.#timer ??= setTimeout(() => this.#tell(), AFTER);
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const { name } = this.#room;
    if (this.#client.mine.get(name)?.unread) this.#client.read(name, this.#due);
  }

  get #seen() {
    const { scrollHeight, clientHeight, scrollTop } = this.#area;
    return !document.hidden && this.#whole() && scrollHeight - clientHeight - scrollTop < 48;
  }
}
