import { backoff, jittered } from "./timing.js";
import { onWake } from "./wake.js";

/** Keeps one connection up: reconnects with growing pauses, pings, and changes to a new connection before the old one ends. */
export class Uplink {
  /** The connection in use. @type {import("./line.js").Line | null} */
  line = null;
  /** The last state that was told. */
  state = { state: "closed", ever: false };
  #timing;
  #acts;
  #open = false;
  #tries = 0;
  #renewing = null;
  #endPause = () => {};
  #stopWaking = () => {};

  /** `open` makes a line, `sit` takes every room there, `stand` leaves one that is over. */
  constructor(timing, acts) {
    this.#timing = timing;
    this.#acts = acts;
  }

  /** Connects, and stays connected until `close()`. */
  connect() {
    if (this.#open) return;
    this.#open = true;
    this.#stopWaking = onWake(() => this.wake());
    this.#stay();
  }

  /** Ends the connection for good. */
  close() {
    this.#open = false;
    this.#stopWaking();
    this.line?.end();
    this.#endPause();
    this.#become("closed");
  }

  /** Tries at once: ends a pause between two tries, or checks a line that may be dead. */
  wake() {
    this.#endPause();
    if (this.line && !this.line.dead) this.#acts.ping(this.#timing.patience / 2).catch(() => {});
  }

  async #stay() {
    while (this.#open) {
      this.#become("connecting");
      const startedAt = performance.now();
      await this.#connection().catch(() => {});
      if (!this.#open) return;
      if (performance.now() - startedAt > this.#timing.steadyAfter && this.line) this.#tries = 0;
      this.line = null;
      await this.#pause(backoff(this.#tries++, this.#timing));
    }
  }

  /** One stay online, from a connection's opening to the end of the last one that took over from it. */
  async #connection() {
    this.#use(await this.#openLine());
    while (!this.line.dead) {
      const line = this.line;
      const renew = setTimeout(() => (this.#renewing = this.#renew(line)), jittered(this.#timing.renewAfter));
      const ping = setInterval(() => this.#acts.ping().catch(() => {}), jittered(this.#timing.pingEvery));
      await line.ended;
      clearTimeout(renew);
      clearInterval(ping);
      this.#acts.stand(line);
      await this.#renewing;
    }
  }

  async #openLine() {
    const line = await this.#acts.open();
    if (!this.#open) line.end();
    return line;
  }

  #use(line) {
    this.line = line;
    this.#become("online");
    this.#acts.sit(line);
  }

  /** Opens a new connection, joins there, and only then ends the old one: nobody notices. */
  async #renew(old) {
    try {
      const line = await this.#openLine();
      await this.#acts.sit(line);
      if (!line.dead && this.#open) this.#use(line);
    } catch {
      // The old line is as good as before; the next attempt follows while it lives.
    }
    this.#renewing = null;
    if (this.line !== old) old.end();
    else if (!old.dead) setTimeout(() => old.dead || (this.#renewing = this.#renew(old)), jittered(this.#timing.renewAfter / 100));
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
    this.#acts.tell(this.state);
  }
}
