/** Fills the gaps in one room's log: waits a moment for what is missing, then asks for it, then shows what there is. */
export class Gaps {
  #room;
  #timing;
  #merge;
  #show;
  #timer = null;
  #filling = false;
  #fruitless = 0;

  /** @param {import("./room.js").Room} room @param {(page: object) => void} merge @param {(entries: object[]) => void} show */
  constructor(room, timing, merge, show) {
    this.#room = room;
    this.#timing = timing;
    this.#merge = merge;
    this.#show = show;
  }

  /** Starts the wait for a missing predecessor, unless one is on. */
  watch() {
    const { log, line } = this.#room;
    if (!log?.gap || !line || this.#filling || this.#timer !== null) return;
    const { through } = log;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#room.log.through === through) this.fill();
      else this.watch();
    }, Math.min(this.#timing.hold * 2 ** this.#fruitless, this.#timing.longestPause));
  }

  /** Waits no more: there is no line. */
  rest() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#fruitless = 0;
  }

  /** Asks for what is missing after `through`, page by page; shows what there is when that brings nothing. */
  async fill() {
    const { log, line } = this.#room;
    this.#filling = true;
    const fruitless = await this.#pages(log).catch(() => false);
    this.#filling = false;
    if (line === this.#room.line && log === this.#room.log) {
      this.#fruitless = log.gap ? this.#fruitless + 1 : 0;
      this.#show(log.release());
      if (fruitless && !log.split) log.forgetTail();
    }
    this.watch();
  }

  /** True when the service has nothing more to give although there is a gap. */
  async #pages(log) {
    for (let before = -1; log.through > before && log === this.#room.log; ) {
      before = log.through;
      const page = await this.#room.history({ after: before });
      if (log === this.#room.log) this.#merge(page);
      if (!page.more && !log.gap) return false;
    }
    return true;
  }
}
