/**
 * Parley's client: one user in many rooms over a WebSocket that may break at any time. No DOM, no dependency. docs/library.md has all of it.
 *
 *     const parley = new Parley({ url: "ws://127.0.0.1:8081/live", name: "Ana" });
 *     parley.on("message", ({ room, message }) => console.log(room, message.from.name, message.text));
 *     parley.connect();
 *     await parley.join("general");
 *     parley.say("general", "hello");
 *
 * @import {Extras, Message, Mine, Options, Post} from "./parley/types.js"
 */
import { lineLost, ParleyError } from "./parley/errors.js";
import { newId } from "./parley/ids.js";
import { insist, Waiting } from "./parley/insist.js";
import { faultOfRoom, faultOfText } from "./parley/limits.js";
import { isEntry, Line } from "./parley/line.js";
import { mentionsUser, MyRooms } from "./parley/my-rooms.js";
import { Room } from "./parley/room.js";
import { TIMING } from "./parley/timing.js";
import { Uplink } from "./parley/uplink.js";

export { mentionsUser, newId, ParleyError, TIMING };

const files = () => import("./parley/files.js"); // many a conversation has none

export class Parley {
  /** The rooms that this client is in, or wants to be in. @type {Map<string, Room>} */
  rooms = new Map();
  #options;
  #timing;
  #listeners = new Map();
  #name;
  #mine = new MyRooms((room) => this.rooms.get(room)?.log);
  #links = null;
  #uplink;
  #online = new Waiting();
  #listing = null;
  #bearer = null;

  /** @param {Options} options */
  constructor(options) {
    this.#options = { WebSocket: globalThis.WebSocket, ...options };
    this.#timing = { ...TIMING, ...options.timing };
    this.#name = options.name;
    this.#uplink = new Uplink(this.#timing, {
      open: () => this.#openLine(),
      sit: (line) => Promise.all([...this.rooms.values()].map((room) => room.line === line || room.refusal || room.sit(line))),
      stand: (line) => this.rooms.forEach((room) => room.stand(line)),
      ping: (patience) => this.ping(patience),
      tell: (state) => this.#tellState(state),
    });
  }

  /** Who we are; the user is "" until the first room is joined. */
  get self() {
    return { user: this.#mine.self, name: this.#name };
  }

  /** The last `state` event's detail. */
  get state() {
    return this.#uplink.state;
  }

  /** The rooms that are ours, as far as is known. @returns {Map<string, Mine>} */
  get mine() {
    return this.#mine.all;
  }

  /** Calls `listener` at every event of that type. @param {string} type @param {(detail: any) => void} listener @returns {() => void} */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Connects, and stays connected until `close()`. */
  connect() {
    this.#uplink.connect();
  }

  /** Ends the connection for good; what was not acknowledged is not sent. */
  close() {
    this.#uplink.close();
  }

  /** Signs us out on all devices, this one too: a `signedOut` event. */
  signOut() {
    const { line } = this.#uplink;
    return new Promise((out, failed) => {
      this.on("signedOut", out);
      line ? line.ask({ action: "signOut" }).catch(failed) : failed(lineLost());
    });
  }

  /** Tries at once: ends a pause between two tries, or checks a line that may be dead. */
  wake() {
    this.#uplink.wake();
  }

  /** Enters a room, now or as soon as the line is up; false when refused. @param {string} name */
  async join(name) {
    const fault = faultOfRoom(name);
    if (fault) throw new ParleyError("bad_frame", false, fault);
    const room = this.rooms.get(name) ?? new Room(name, this.#timing, (type, detail) => this.#hearRoom(type, detail));
    this.rooms.set(name, room);
    if (room.line) return true;
    room.refusal = null;
    const { line } = this.#uplink;
    if (line && !line.dead) return room.sit(line);
    return new Promise((settled) => {
      const settle = (type) => (detail) => {
        if (detail.room !== name) return;
        ends.forEach((end) => end());
        settled(type === "reset");
      };
      const ends = ["reset", "refused"].map((type) => this.on(type, settle(type)));
    });
  }

  /** Leaves a room on this connection and forgets its log. @param {string} name */
  async leave(name) {
    const room = this.rooms.get(name);
    this.rooms.delete(name);
    await room?.leave();
  }

  /** Leaves a room on all devices and gives up the membership. @param {string} name */
  async quit(name) {
    await this.#room(name).leave(true);
    this.#gone(name);
  }

  /** Says something, now or as soon as the line is up; its fate comes in `post` events. @param {string} room @param {string} text @param {Extras} [extras] @returns {Post} */
  say(room, text, extras) {
    const fault = faultOfText(text) ?? (this.rooms.has(room) ? null : `Join “${room}” first.`);
    if (fault) throw new ParleyError("bad_frame", false, fault);
    return this.rooms.get(room).outbox.add(text, extras);
  }

  /** Says a post that failed once more. @param {string} room @param {string} id */
  again(room, id) {
    return this.rooms.get(room)?.outbox.again(id);
  }

  /** Forgets a post that failed. @param {string} room @param {string} id */
  drop(room, id) {
    this.rooms.get(room)?.outbox.drop(id);
  }

  /** Says something to one user, in the room of the two. @param {string} to @param {string} text @returns {Promise<Message>} */
  async direct(to, text) {
    const message = await this.#ask({ action: "sendDirect", to, text });
    if (!this.mine.has(message.room)) this.list().catch(() => {});
    return message;
  }

  /** @param {string} room @param {number} seq @param {string} text */
  edit(room, seq, text) {
    return this.#in(room, "editMessage", { seq, text });
  }

  /** @param {string} room @param {number} seq */
  erase(room, seq) {
    return this.#in(room, "eraseMessage", { seq });
  }

  /** @param {string} room @param {number} seq @param {string} reaction */
  react(room, seq, reaction, on = true) {
    return this.#in(room, "react", { seq, reaction, on });
  }

  /** @param {string} room @param {{access?: string, title?: string, topic?: string, archived?: boolean}} about */
  change(room, about) {
    return this.#in(room, "changeRoom", about);
  }

  /** @param {string} room @param {string} user @param {string} act @param {{minutes?: number, reason?: string}} [how] */
  moderate(room, user, act, how) {
    return this.#in(room, "moderate", { user, act, ...how });
  }

  /** @param {string} room @param {string} text @param {number} [before] */
  search(room, text, before) {
    return this.#in(room, "search", { text, before });
  }

  /** @param {string} room @param {number} seq where the thread began */
  thread(room, seq, after = 0) {
    return this.#in(room, "history", { thread: seq, after, limit: 100 });
  }

  /** @param {string} room @param {string} [after] */
  members(room, after) {
    return this.#in(room, "members", { after });
  }

  /** Open rooms whose names begin so. @param {string} prefix @param {string} [after] */
  find(prefix, after) {
    return this.#ask({ action: "findRooms", prefix, after });
  }

  /** Creates a room and enters it. @param {string} room @param {{access?: string, title?: string, topic?: string}} about */
  async create(room, about = {}) {
    const fault = faultOfRoom(room);
    if (fault) throw new ParleyError("bad_frame", false, fault);
    const entry = await this.#ask({ action: "createRoom", room, ...about });
    await this.join(room);
    return entry;
  }

  /** Asks for all rooms that are ours, with what is unread; one request at a time. @returns {Promise<Map<string, Mine>>} */
  list() {
    return (this.#listing ??= this.#list().finally(() => (this.#listing = null)));
  }

  /** Loads the page before the oldest entry: an `older` event; false when there is none. @param {string} room */
  older(room) {
    return this.rooms.get(room).older();
  }

  /** Asks for any page, without touching the room's log. @param {string} room @param {{before?: number, after?: number, limit?: number}} query */
  history(room, query = {}) {
    return this.rooms.get(room).history(query);
  }

  /** Tells all our devices how far we have read. @param {string} room @param {number} seq */
  read(room, seq) {
    if (seq <= (this.mine.get(room)?.read ?? 0)) return;
    this.#mine.read(room, seq);
    this.#emit("mine", { rooms: this.mine });
    this.#in(room, "markRead", { seq }).catch(() => {}); // the next one says as much
  }

  /** Tells the others that one is typing, seldom enough. @param {string} room */
  typing(room) {
    this.rooms.get(room)?.type();
  }

  /** Puts a file into a room. @param {string} room @param {File} file @param {{text?: string, progress?: (share: number) => void, signal?: AbortSignal}} [options] */
  async upload(room, file, { text, progress, signal } = {}) {
    const form = await this.#in(room, "upload", { name: file.name, type: file.type, size: file.size, text: text || undefined });
    await (await files()).post(form, file, { progress, signal });
  }

  /** A link to a message's file. @param {string} room @param {number} seq @returns {Promise<string>} */
  async link(room, seq) {
    const { FileLinks } = await files();
    this.#links ??= new FileLinks((...of) => this.#in(of[0], "link", { seq: of[1] }));
    return this.#links.of(room, seq);
  }

  /** Asks how far the rooms have got and repairs what is missing. */
  async ping(patience = undefined) {
    const { line } = this.#uplink;
    const seated = [...this.rooms.values()].filter((room) => room.line === line);
    const { heads } = await line.ask({ action: "ping" }, patience);
    for (const room of seated) {
      if (Object.hasOwn(heads, room.name)) room.expect(heads[room.name]);
      else if (this.rooms.has(room.name) && !room.refusal) room.sit(line); // the service has lost our presence
    }
  }

  async #openLine() {
    const hear = (frame, line, answered) => this.#hear(frame, line, answered);
    const how = { ...this.#options, patience: this.#timing.patience, hear };
    if (!how.token) return Line.open(how);
    const { Bearer } = await import("./parley/bearer.js");
    this.#bearer ??= new Bearer(how.token, this.#timing, (frame) => this.#signedOut(frame));
    return this.#bearer.open(how);
  }

  #room(name) {
    const room = this.rooms.get(name);
    if (!room) throw new ParleyError("not_joined", false, `Join “${name}” first.`);
    return room;
  }

  async #in(room, action, request) {
    return this.#room(room).ask({ action, ...request });
  }

  #ask(request) {
    const lineWithin = async (left) => {
      const { line } = this.#uplink;
      return line && !line.dead ? line : this.#online.within(left);
    };
    return insist(lineWithin, request, this.#timing);
  }

  async #list() {
    const rooms = [];
    let after;
    do {
      const page = await this.#ask({ action: "rooms", after });
      rooms.push(...page.rooms);
      after = page.next ?? undefined;
    } while (after !== undefined);
    this.#mine.set(rooms);
    this.#emit("mine", { rooms: this.mine });
    return this.mine;
  }

  #hear(frame, line, answered) {
    const room = this.rooms.get(frame.room);
    if (isEntry(frame)) {
      if (room) room.hear(frame, line);
      if (!room?.log && (!this.self.user || frame.from?.user === this.self.user)) line.settle(frame.id, frame);
    } else if (frame.type === "presence" || frame.type === "typing") room?.hear(frame, line);
    else if (frame.type === "left" && !answered) this.#left(frame, room, line);
    else if (frame.type === "read") this.#read(frame);
    else if (frame.type === "notice") this.#notice(frame);
    else if (frame.type === "signedOut") this.#signedOut(frame);
    else if (frame.type === "error" && !frame.id) this.#emit("error", { error: new ParleyError(frame.code, frame.retry, frame.message) });
  }

  #signedOut(frame) {
    this.close();
    this.#emit("signedOut", frame);
  }

  #left(frame, room, line) {
    if (frame.act) room?.hear(frame, line);
    else this.#gone(frame.room);
  }

  #gone(name) {
    const room = this.rooms.get(name);
    room?.stand(room.line);
    this.rooms.delete(name);
    this.#mine.all.delete(name);
    this.#emit("left", { room: name });
    this.#emit("mine", { rooms: this.mine });
  }

  #read({ room, seq }) {
    this.#mine.read(room, seq);
    this.#emit("mine", { rooms: this.mine });
  }

  #notice(frame) {
    if (this.#mine.notice(frame)) this.#emit("mine", { rooms: this.mine });
    else this.list().catch(() => {});
    this.#emit("notice", frame);
  }

  /** What a room tells goes on to the listeners, and into what is unread. */
  #hearRoom(type, detail) {
    const { room } = detail;
    if (type === "you" && detail.you) {
      this.#mine.self = detail.you.user;
      this.#name ??= detail.you.name;
    }
    if (type === "joined") this.#mine.joined(room, detail.joined);
    if (type === "reset") detail.messages.forEach((message) => this.#mine.entry(room, message));
    if (type === "entry") this.#mine.entry(room, detail.entry);
    if (type !== "joined") this.#emit(type, detail);
    if (["joined", "reset", "entry"].includes(type)) this.#emit("mine", { rooms: this.mine });
  }

  #tellState(state) {
    if (state.state === "online") this.#online.come(this.#uplink.line);
    this.#emit("state", state);
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
