import { lineLost } from "./errors.js";
import { newId } from "./ids.js";
import { backoff, pause } from "./timing.js";

/**
 * Asks until there is an answer: again with the same id after a lost line or an error that says so, so that it happens once.
 * Rejects with a refusal at once, with any other error after `timing.insistFor`.
 * `lineWithin` gives a line, awaited for so long at most.
 */
export async function insist(lineWithin, request, timing) {
  const until = performance.now() + timing.insistFor;
  const asked = { id: newId(), ...request };
  for (let tries = 0; ; tries++) {
    try {
      return await (await lineWithin(until - performance.now())).ask(asked);
    } catch (error) {
      const wait = backoff(tries, timing);
      if (!error.retry || performance.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}

/** A place where something is awaited by many, for so long at most. */
export class Waiting {
  #all = new Set();

  /** Resolves when `come` is called, rejects when `fail` is or time is up. @param {number} span */
  within(span) {
    return new Promise((resolve, reject) => {
      const one = { resolve, reject };
      const late = setTimeout(() => this.#settle(one, "reject", lineLost()), span);
      one.end = () => clearTimeout(late);
      this.#all.add(one);
    });
  }

  /** It has come. */
  come(what) {
    [...this.#all].forEach((one) => this.#settle(one, "resolve", what));
  }

  /** It will not come. */
  fail(error) {
    [...this.#all].forEach((one) => this.#settle(one, "reject", error));
  }

  #settle(one, how, what) {
    if (!this.#all.delete(one)) return;
    one.end();
    one[how](what);
  }
}
