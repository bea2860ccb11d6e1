import { Line } from "./line.js";
import { backoff, jittered } from "./timing.js";
import { onWake } from "./wake.js";

const LOOK_EVERY = 30_000; // a timer may stand still while the machine sleeps

/** Brings a token to every line, and each line a new one before its own ends, so that nobody notices that tokens do. */
export class Bearer {
  #token;
  #timing;
  #over;
  #failed = 0; // handshakes since the last line

  /**
   * @param {(fresh: boolean) => Promise<string> | string} token rejects with an error whose `retry` is false when only a new sign-in helps
   * @param {(detail: {reason: string, error: Error}) => void} over nobody is signed in any more
   */
  constructor(token, timing, over) {
    this.#token = token;
    this.#timing = timing;
    this.#over = over;
  }

  /** Opens a line; when the last handshake failed, its token may be why. */
  async open(how) {
    const token = await this.#take(this.#failed === 1);
    this.#failed++;
    const line = await Line.open({ ...how, token });
    this.#failed = 0;
    this.#keep(line, token);
    return line;
  }

  async #take(fresh) {
    try {
      return await this.#token(fresh);
    } catch (error) {
      if (error.retry === false) this.#over({ reason: "expired", error });
      throw error;
    }
  }

  /** For as long as the line lives. */
  async #keep(line, token) {
    let wait = this.#renewAfter(token);
    for (let tries = 0; await due(line, wait); tries++) {
      try {
        const fresh = await this.#take(true);
        await line.ask({ action: "renew", token: fresh });
        wait = this.#renewAfter(fresh);
        tries = -1;
      } catch (error) {
        if (error.retry === false) line.end(); // the next handshake says more
        wait = backoff(tries, this.#timing);
      }
    }
  }

  /** About four fifths of what a token has left, by this machine's clock where that can be right. */
  #renewAfter(token) {
    const { exp, iat = 0 } = claimsOf(token);
    const [left, whole] = [exp * 1000 - Date.now(), (exp - iat) * 1000];
    return Math.max(0.8 * jittered(left > 0 && left < whole ? left : whole), this.#timing.firstPause);
  }
}

/** Whether the line still lives after this while, which the machine may have slept through. */
function due(line, wait) {
  const at = Date.now() + wait;
  return new Promise((done) => {
    const look = () => {
      if (!line.dead && Date.now() < at) return;
      clearInterval(timer);
      stopWaking();
      done(!line.dead);
    };
    const timer = setInterval(look, Math.min(wait, LOOK_EVERY));
    const stopWaking = onWake(look);
    line.ended.then(look);
  });
}

/** What a token says, unchecked: the service checks it. @param {string} token */
export function claimsOf(token) {
  const bytes = Uint8Array.from(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")), (byte) => byte.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
