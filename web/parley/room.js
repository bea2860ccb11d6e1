import { Outbox } from "./outbox.js";
import { RoomLog } from "./room-log.js";
import { Roster } from "./roster.js";
import { backoff, pause } from "./timing.js";

/** One room as this client sees it: its log, who is in it, and what is still to be said; it moves from line to line. */
export class Room {
  /** Null until the room has been joined once. @type {RoomLog | null} */
  log = null;
  roster = new Roster();
  outbox;
  /** The line on which the room is joined. @type {import("./line.js").Line | null} */
  line = null;
  /** Why the service does not let us in. @type {import("./errors.js").ParleyError | null} */
  refusal = null;
  #epoch;
  #emit;
  #timing;
  #sitting = new Map(); // line -> the join under way, and the frames that came before its `joined`
  #asking = Promise.resolve(); // one outstanding history request a room
  #gapTimer = null;
  #filling = false;
  #fruitless = 0;

  /** @param {string} name @param {(type: string, detail: object) => void} emit */
  constructor(name, timing, emit) {
    this.name = name;
    this.#timing = timing;
    this.#emit = (type, detail) => emit(type, { room: name, ...detail });
    this.outbox = new Outbox(this, timing, (post, message) => this.#emit("post", { post, message }));
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

  /** Leaves the room, once a join that is under way has ended. */
  async leave() {
    await Promise.all([...this.#sitting.values()].map((under) => under.way));
    const { line } = this;
    this.stand(line);
    await line?.ask({ action: "leaveRoom", room: this.name });
  }

  /** The line is over: whatever is missing comes with the next `joined`. */
  stand(line) {
    if (this.line !== line) return;
    this.line = null;
    clearTimeout(this.#gapTimer);
    this.#gapTimer = null;
    this.#fruitless = 0;
  }

  /** Takes a `message` or `presence` frame of this room. */
  hear(frame, line) {
    const under = this.#sitting.get(line);
    if (under) under.early.push(frame);
    else if (this.log) this.#take(frame);
  }

  /** A ping said how far the room has got. */
  expect(head) {
    this.log?.expect(head);
    this.#watch();
  }

  /** Loads the page before the oldest message; true when there was one to ask for. */
  async older() {
    const log = this.log;
    if (!log?.more) return false;
    const page = await this.history({ before: log.floor + 1 });
    if (log !== this.log) return false;
    log.more = page.more;
    this.#emit("older", { messages: this.#merge(page).older });
    return true;
  }

  /** Asks `history`, one request at a time. @param {{before?: number, after?: number, limit?: number}} query */
  history(query) {
    const turn = () => {
      if (!this.line) throw new Error("The room is not joined.");
      return this.line.ask({ action: "history", room: this.name, ...query });
    };
    return (this.#asking = this.#asking.catch(() => {}).then(turn));
  }

  async #sit(line, early) {
    const known = this.log && { after: this.log.through, epoch: this.#epoch };
    const joined = await this.#join(line, { action: "joinRoom", room: this.name, ...known });
    if (!joined || line.dead) return false;
    this.line = line;
    this.refusal = null;
    this.#arrive(joined, known !== null);
    this.#sitting.delete(line);
    early.forEach((frame) => this.#take(frame));
    this.outbox.send();
    return true;
  }

  async #join(line, request) {
    for (let tries = 0; !line.dead; tries++) {
      try {
        return await line.ask(request);
      } catch (error) {
        if (line.dead) return null;
        if (!error.retry) return this.#refuse(error);
        await pause(backoff(tries, this.#timing));
      }
    }
    return null;
  }

  #refuse(error) {
    this.line = null;
    this.refusal = error;
    this.outbox.refuse(error);
    this.#emit("refused", { error });
    return null;
  }

  #arrive(joined, resuming) {
    this.#epoch = joined.epoch;
    this.#emit("you", { you: joined.you });
    this.roster.set(joined);
    if (resuming && joined.recovered) {
      this.#show(this.#merge(joined).newer);
      if (joined.more) this.#fill();
    } else {
      this.log = new RoomLog(joined);
      this.log.messages.forEach((message) => this.outbox.acknowledge(message));
      this.#emit("reset", { recovered: !resuming, messages: this.log.messages });
    }
    this.#emit("roster", { users: this.roster.users, here: this.roster.here });
    this.expect(joined.head);
  }

  #take(frame) {
    if (frame.type === "presence") {
      this.roster.presence(frame);
      return this.#emit("roster", { users: this.roster.users, here: this.roster.here });
    }
    this.#show(this.log.live(frame));
    this.outbox.acknowledge(frame);
    this.#watch();
  }

  #merge(page) {
    const fresh = this.log.page(page);
    page.messages.forEach((message) => this.outbox.acknowledge(message));
    return fresh;
  }

  #show(messages) {
    messages.forEach((message) => this.#emit("message", { message }));
  }

  /** Starts the wait for a missing predecessor, unless one is on. */
  #watch() {
    if (!this.log?.gap || !this.line || this.#filling || this.#gapTimer !== null) return;
    const { through } = this.log;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = null;
      if (this.log.through === through) this.#fill();
      else this.#watch();
    }, Math.min(this.#timing.hold * 2 ** this.#fruitless, this.#timing.longestPause));
  }

  /** Asks for what is missing after `through`, page by page; shows what there is when that brings nothing. */
  async #fill() {
    const { log, line } = this;
    this.#filling = true;
    const fruitless = await this.#pages(log).catch(() => false);
    this.#filling = false;
    if (line === this.line && log === this.log) {
      this.#fruitless = log.gap ? this.#fruitless + 1 : 0;
      this.#show(log.release());
      if (fruitless && !log.split) log.forgetTail();
    }
    this.#watch();
  }

  /** True when the service has nothing more to give although there is a gap. */
  async #pages(log) {
    for (let before = -1; log.through > before && log === this.log; ) {
      before = log.through;
      const page = await this.history({ after: before });
      if (log === this.log) this.#show(this.#merge(page).newer);
      if (!page.more && !log.gap) return false;
    }
    return true;
  }
}
