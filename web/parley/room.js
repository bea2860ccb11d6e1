import { lineLost, ParleyError } from "./errors.js";
import { Gaps } from "./gaps.js";
import { insist, Waiting } from "./insist.js";
import { changedBy } from "./state.js";
import { Outbox } from "./outbox.js";
import { RoomLog } from "./room-log.js";
import { Roster } from "./roster.js";
import { backoff, pause } from "./timing.js";
import { Typists } from "./typists.js";

/** One room as this client sees it: its log, who is in it, and what is still to be said; it moves from line to line. */
export class Room {
  /** Null until the room has been joined once. @type {RoomLog | null} */
  log = null;
  roster = new Roster();
  outbox;
  typists;
  /** Who we are in this room. */
  you = null;
  /** What the room is. */
  about = null;
  /** The line on which the room is joined. @type {import("./line.js").Line | null} */
  line = null;
  /** Why the service does not let us in, or has put us out. @type {ParleyError | null} */
  refusal = null;
  #epoch;
  #emit;
  #timing;
  #gaps;
  #sitting = new Map(); // line -> the join under way, and the frames that came before its `joined`
  #asking = Promise.resolve(); // one outstanding history request a room
  #seats = new Waiting();
  #typedAt = -Infinity;

  /** @param {string} name @param {(type: string, detail: object) => void} emit */
  constructor(name, timing, emit) {
    this.name = name;
    this.#timing = timing;
    this.#emit = (type, detail) => emit(type, { room: name, ...detail });
    this.#gaps = new Gaps(this, timing, (page) => this.#show(this.#merge(page).newer), (entries) => this.#show(entries));
    this.outbox = new Outbox(this, timing, (post, message) => this.#emit("post", { post, message }));
    this.typists = new Typists(timing.typingFor, (users) => this.#emit("typing", { users }));
  }

  /** Joins on this line, resuming where the log ends; true when we are in. */
  sit(line) {
    const under = this.#sitting.get(line) ?? { early: [] };
    if (!under.way) {
      this.#sitting.set(line, under);
      under.way = this.#sit(line, under.early).finally(() => this.#sitting.delete(line));
    }
    return under.way;
  }

  /** Leaves the room, once a join that is under way has ended; `quit`: for good. */
  async leave(quit = false) {
    await Promise.all([...this.#sitting.values()].map((under) => under.way));
    if (quit) return this.ask({ action: "leaveRoom", quit });
    const { line } = this;
    this.stand(line);
    await line?.ask({ action: "leaveRoom", room: this.name });
  }

  /** The line is over: whatever is missing comes with the next `joined`. */
  stand(line) {
    if (this.line !== line) return;
    this.line = null;
    this.#gaps.rest();
    this.typists.clear();
  }

  /** We are not let in, or were put out. @param {ParleyError} error */
  refuse(error, act) {
    this.stand(this.line);
    this.refusal = error;
    this.outbox.refuse(error);
    this.#seats.fail(error);
    this.#emit("refused", { error, act });
  }

  /** Takes an entry of the log, or a `presence`, `typing` or `left` frame of this room. */
  hear(frame, line) {
    if (frame.type === "typing") return this.typists.type(frame);
    if (frame.type === "left") return this.refuse(new ParleyError(frame.act ?? "left", false, frame.reason ?? ""), frame.act);
    const under = this.#sitting.get(line);
    if (under) under.early.push(frame);
    else if (this.log) this.#take(frame, line);
  }

  /** A ping said how far the room has got. */
  expect(head) {
    this.log?.expect(head);
    this.#gaps.watch();
  }

  /** Tells the others that one is typing, seldom enough. */
  type() {
    if (performance.now() - this.#typedAt < this.#timing.typingEvery || !this.line) return;
    this.#typedAt = performance.now();
    this.line.tell({ action: "typing", room: this.name });
  }

  /** Loads the page before the oldest entry; true when there was one to ask for. */
  async older() {
    const log = this.log;
    if (!log?.more) return false;
    const page = await this.history({ before: log.floor + 1 });
    if (log !== this.log) return false;
    log.more = page.more;
    const { older } = this.#merge(page);
    this.#emit("older", { entries: older, messages: older.filter((entry) => entry.type === "message") });
    return true;
  }

  /** Asks `history`, one request at a time. */
  history(query) {
    const turn = () => {
      if (!this.line) throw lineLost();
      return this.line.ask({ action: "history", room: this.name, ...query });
    };
    return (this.#asking = this.#asking.catch(() => {}).then(turn));
  }

  /** Asks something of this room until there is an answer. */
  ask(request) {
    let rejoined = false;
    const lineWithin = async (left) => {
      if (this.refusal) throw this.refusal;
      return this.line ?? this.#seats.within(left);
    };
    const once = () => insist(lineWithin, { ...request, room: this.name }, this.#timing);
    return once().catch(async (error) => {
      if (error.code !== "not_joined" || rejoined || !this.line) throw error;
      rejoined = true;
      await this.sit(this.line);
      return once();
    });
  }

  async #sit(line, early) {
    const known = this.log && { after: this.log.through, epoch: this.#epoch };
    const joined = await this.#join(line, { action: "joinRoom", room: this.name, ...known });
    if (!joined || line.dead) return false;
    this.line = line;
    this.refusal = null;
    this.#typedAt = -Infinity;
    this.#arrive(joined, known !== null);
    this.#sitting.delete(line);
    early.forEach((frame) => this.#take(frame, line));
    this.#seats.come(line);
    this.outbox.send();
    return true;
  }

  async #join(line, request) {
    for (let tries = 0; !line.dead; tries++) {
      try {
        return await line.ask(request);
      } catch (error) {
        if (line.dead) return null;
        if (!error.retry) return void this.refuse(error);
        await pause(backoff(tries, this.#timing));
      }
    }
    return null;
  }

  #arrive(joined, resuming) {
    this.#epoch = joined.epoch;
    this.#be(joined.you, joined.about ?? this.about);
    this.roster.set(joined);
    this.#emit("joined", { joined, resumed: resuming && joined.recovered });
    if (resuming && joined.recovered) {
      this.#show(this.#merge(joined).newer);
      if (joined.more) this.#gaps.fill();
    } else {
      this.log = new RoomLog(joined);
      joined.messages.forEach((entry) => this.#acknowledge(entry, this.line));
      this.#emit("reset", { recovered: !resuming, entries: this.log.entries, messages: this.log.messages });
    }
    this.#emit("roster", { users: this.roster.users, here: this.roster.here });
    this.expect(joined.head);
  }

  #take(frame, line) {
    if (frame.type === "presence") return this.#presence(frame);
    this.#show(this.log.live(frame));
    this.#acknowledge(frame, line);
    this.#gaps.watch();
  }

  #presence(frame) {
    this.roster.presence(frame);
    if (!frame.here) this.typists.stop(frame.user);
    this.#emit("roster", { users: this.roster.users, here: this.roster.here });
  }

  #merge(page) {
    const fresh = this.log.page(page);
    page.messages.forEach((entry) => this.#acknowledge(entry, this.line));
    return fresh;
  }

  /** Our own copy is the answer to what we wrote. */
  #acknowledge(entry, line) {
    this.outbox.acknowledge(entry, this.you?.user);
    if (entry.from?.user !== this.you?.user) return;
    line?.settle(entry.id, entry);
    this.line?.settle(entry.id, entry);
  }

  #show(entries) {
    for (const entry of entries) {
      if (entry.type === "message") this.typists.stop(entry.from.user);
      if (entry.type === "room") this.#be(this.you, { ...this.about, ...pick(entry, ["access", "title", "topic", "archived"]) });
      if (entry.type === "member" && entry.user === this.you?.user) this.#be({ ...this.you, role: entry.role ?? this.you.role, muted: entry.muted }, this.about);
      if (entry.act === "kick" || entry.act === "ban") this.#presence({ ...entry, here: false });
      this.#emit("entry", { entry });
      if (entry.type === "message") this.#emit("message", { message: entry });
      const message = this.log.find(changedBy(entry));
      if (message) this.#emit("change", { message, entry });
    }
  }

  #be(you, about) {
    this.you = you;
    this.about = about;
    this.#emit("you", { you });
    this.#emit("about", { about });
  }
}

const pick = (from, fields) => Object.fromEntries(fields.filter((field) => field in from).map((field) => [field, from[field]]));
