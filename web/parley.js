/**
 * Parley's client: one user in many rooms over a WebSocket that may break at any time. It sorts, drops doubles, fills gaps, resumes,
 * sends again until acknowledged, pings, and changes to a new connection before the old one ends. No DOM, no dependency.
 *
 *     const parley = new Parley({ url: "ws://127.0.0.1:8081/live", name: "Ana" });
 *     parley.on("message", ({ room, message }) => console.log(room, message.from.name, message.text));
 *     parley.connect();
 *     await parley.join("general");
 *     parley.say("general", "hello");
 *
 * Events (`on(type, listener)` returns the function that ends it):
 *
 * | type      | detail                                                                                              |
 * |-----------|-----------------------------------------------------------------------------------------------------|
 * | `state`   | `{state: "connecting" \| "online" \| "waiting" \| "closed", ever, retryAt?}`; `ever`: has been online    |
 * | `reset`   | `{room, recovered, messages}`: the first page; `recovered: false`: drop what you have of this room  |
 * | `message` | `{room, message}`: in seq order, save where a missing message comes late                            |
 * | `older`   | `{room, messages}`: a page before the oldest, after `older(room)`                                   |
 * | `post`    | `{room, post, message?}`: something said is now `pending`, `sent` (with its message) or `failed`    |
 * | `you`     | `{room, you}`: who we are to the service, as a user and a name                                      |
 * | `roster`  | `{room, users, here}`: who is in the room                                                           |
 * | `refused` | `{room, error}`: the service does not let us in                                                     |
 * | `error`   | `{error}`: an error of the service that belongs to no request                                       |
 *
 * @typedef {import("./parley/room-log.js").Message} Message
 * @typedef {import("./parley/outbox.js").Post} Post
 * @typedef {{url: string, name: string, timing?: Partial<typeof TIMING>, WebSocket?: typeof WebSocket}} Options
 */
import { ParleyError } from "./parley/errors.js";
import { newId } from "./parley/ids.js";
import { faultOfRoom, faultOfText } from "./parley/limits.js";
import { Line } from "./parley/line.js";
import { Room } from "./parley/room.js";
import { backoff, jittered, TIMING } from "./parley/timing.js";
import { onWake } from "./parley/wake.js";

export { ParleyError, newId, TIMING };

export class Parley {
  /** @type {Map<string, Room>} */
  rooms = new Map();
  /** The last `state` event's detail. */
  state = { state: "closed", ever: false };
  #options;
  #timing;
  #listeners = new Map();
  /** @type {Line | null} */
  #line = null;
  #open = false;
  #tries = 0;
  #renewing = null;
  #endPause = () => {};
  #stopWaking = () => {};

  /** @param {Options} options */
  constructor(options) {
    this.#options = { WebSocket: globalThis.WebSocket, ...options };
    this.#timing = { ...TIMING, ...options.timing };
  }

  /** Calls `listener` at every event of that type. @param {string} type @param {(detail: any) => void} listener @returns {() => void} */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Connects, and stays connected until `close()`. */
  connect() {
    if (this.#open) return;
    this.#open = true;
    this.#stopWaking = onWake(() => this.wake());
    this.#stayOnline();
  }

  /** Ends the connection for good; what was not acknowledged is not sent. */
  close() {
    this.#open = false;
    this.#stopWaking();
    this.#line?.end();
    this.#endPause();
    this.#become("closed");
  }

  /** Enters a room, now or as soon as the line is up; resolves with true when we are in, false when refused. @param {string} name */
  async join(name) {
    const fault = faultOfRoom(name);
    if (fault) throw new ParleyError("bad_frame", false, fault);
    const room = this.rooms.get(name) ?? new Room(name, this.#timing, (type, detail) => this.#emit(type, detail));
    this.rooms.set(name, room);
    if (room.line) return true;
    if (this.#line && !this.#line.dead) return room.sit(this.#line);
    return new Promise((settled) => {
      const ends = ["reset", "refused"].map((type) =>
        this.on(type, (detail) => detail.room === name && settled(type === "reset", ends.forEach((end) => end()))),
      );
    });
  }

  /** Leaves a room and forgets its log. @param {string} name */
  async leave(name) {
    const room = this.rooms.get(name);
    this.rooms.delete(name);
    await room?.leave();
  }

  /** Says something, now or as soon as the line is up; its fate comes in `post` events. @param {string} room @param {string} text @returns {Post} */
  say(room, text) {
    const fault = faultOfText(text) ?? (this.rooms.has(room) ? null : `Join “${room}” first.`);
    if (fault) throw new ParleyError("bad_frame", false, fault);
    return this.rooms.get(room).outbox.add(text);
  }

  /** Forgets a post that failed. @param {string} room @param {string} id */
  drop(room, id) {
    this.rooms.get(room)?.outbox.drop(id);
  }

  /** Loads the page before the oldest message that is known: an `older` event; false when there is none. @param {string} room */
  older(room) {
    return this.rooms.get(room).older();
  }

  /** Asks for any page, without touching the room's log. @param {string} room @param {{before?: number, after?: number, limit?: number}} query */
  history(room, query = {}) {
    return this.rooms.get(room).history(query);
  }

  /** Asks how far the rooms have got and repairs what is missing. */
  async ping(patience = undefined) {
    const line = this.#line;
    const seated = [...this.rooms.values()].filter((room) => room.line === line);
    const { heads } = await line.ask({ action: "ping" }, patience);
    for (const room of seated) {
      if (Object.hasOwn(heads, room.name)) room.expect(heads[room.name]);
      else if (this.rooms.has(room.name)) room.sit(line); // the service has lost our presence
    }
  }

  /** Tries at once: ends a pause between two tries, or checks a line that may be dead. */
  wake() {
    this.#endPause();
    if (this.#line && !this.#line.dead) this.ping(this.#timing.patience / 2).catch(() => {});
  }

  async #stayOnline() {
    while (this.#open) {
      this.#become("connecting");
      const startedAt = performance.now();
      await this.#connection().catch(() => {});
      if (!this.#open) return;
      if (performance.now() - startedAt > this.#timing.steadyAfter && this.#line) this.#tries = 0;
      this.#line = null;
      await this.#pause(backoff(this.#tries++, this.#timing));
    }
  }

  /** One stay online, from a connection's opening to the end of the last one that took over from it. */
  async #connection() {
    this.#use(await this.#openLine());
    while (!this.#line.dead) {
      const line = this.#line;
      const renew = setTimeout(() => (this.#renewing = this.#renew(line)), jittered(this.#timing.renewAfter));
      const ping = setInterval(() => this.ping().catch(() => {}), jittered(this.#timing.pingEvery));
      await line.ended;
      clearTimeout(renew);
      clearInterval(ping);
      this.rooms.forEach((room) => room.stand(line));
      await this.#renewing;
    }
  }

  async #openLine() {
    const { url, name, WebSocket } = this.#options;
    const hear = (frame, line) => this.#hear(frame, line);
    const line = await Line.open({ url, name, WebSocket, patience: this.#timing.patience, hear });
    if (!this.#open) line.end();
    return line;
  }

  #use(line) {
    this.#line = line;
    this.#become("online");
    this.rooms.forEach((room) => room.line === line || room.sit(line));
  }

  /** Opens a new connection, joins there, and only then ends the old one: nobody notices. */
  async #renew(old) {
    try {
      const line = await this.#openLine();
      await Promise.all([...this.rooms.values()].map((room) => room.sit(line)));
      if (!line.dead && this.#open) this.#use(line);
    } catch {
      // The old line is as good as before; the next attempt follows while it lives.
    }
    this.#renewing = null;
    if (this.#line !== old) old.end();
    else if (!old.dead) setTimeout(() => old.dead || (this.#renewing = this.#renew(old)), jittered(this.#timing.renewAfter / 100));
  }

  #hear(frame, line) {
    if (frame.type === "message" || frame.type === "presence") this.rooms.get(frame.room)?.hear(frame, line);
    else if (frame.type === "error" && !frame.id) {
      this.#emit("error", { error: new ParleyError(frame.code, frame.retry, frame.message) });
    }
  }

  #pause(span) {
    this.#become("waiting", { retryAt: Date.now() + span });
    return new Promise((done) => {
      const timer = setTimeout(done, span);
      this.#endPause = () => done(clearTimeout(timer));
    });
  }

  #become(state, detail = {}) {
    this.state = { state, ever: this.state.ever || state === "online", ...detail };
    this.#emit("state", this.state);
  }

  #emit(type, detail) {
    this.#listeners.get(type)?.forEach((listener) => {
      try {
        listener(detail);
      } catch (error) {
        (globalThis.reportError ?? console.error)(error); // a listener's fault is not the log's
      }
    });
  }
}
