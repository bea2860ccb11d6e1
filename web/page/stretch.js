import { makeButton } from "./make.js";
import { keepPlace } from "./place.js";
import { dress } from "./row.js";
import { visit } from "./rows.js";

const STEP = 25; // so many entries at once: drawing them takes less than a frame is long
const [MOST, LEFT] = [250, 150]; // of more rows than these, those that are far away go: many at once, for it disturbs who scrolls smoothly
const FAR = 2; // screens; more is shown when less than one is left, so nothing goes that comes back at once

const [area, start] = [document.getElementById("log"), document.getElementById("start")];

/** The stretch of the log that is drawn: grows towards where the reader goes, from memory or from the service, and shrinks behind. */
export class Stretch {
  #log;
  #older;
  #loading = false;

  /** @param {import("./log-view.js").LogView} log @param {(room: import("../parley/room.js").Room) => Promise<boolean>} older fetches a page */
  constructor(log, older) {
    this.#log = log;
    this.#older = older;
    log.stretch = this;
    this.follow();
  }

  /** A room is shown anew. */
  begin() {
    this.#loading = false;
  }

  /** Shows more where less than a screen is left, and takes away what is far. */
  follow() {
    const { room } = this.#log;
    while (this.#grow());
    if (this.#far().length) this.#change();
    this.tell();
    if (this.#high && room.log?.more && !this.#loading) this.#fetch();
  }

  /** Says whether the log begins here. */
  tell() {
    const { room } = this.#log;
    if (!this.#loading) start.textContent = room.log && !room.log.more && !this.#earlier.length ? `The beginning of ${wordsFor(room)}` : "";
  }

  /** Goes to an entry, gives it the focus and lets it glow; false when it is not loaded. @param {number} seq */
  jump(seq) {
    const { entries, rows, scroll } = this.#log;
    const at = entries.findIndex((entry) => entry.seq === seq);
    if (at < 0) return false;
    if (!rows.find(seq)) this.#log.open(entries.slice(Math.max(0, at - STEP), at + STEP));
    const row = rows.find(seq);
    scroll.atEnd = false;
    visit(row);
    row.scrollIntoView({ block: "center" });
    row.classList.remove("glow");
    requestAnimationFrame(() => row.classList.add("glow"));
    this.follow();
    return true;
  }

  /** Whether less than a screen is left to the first row. */
  get #high() {
    return area.scrollTop < area.clientHeight;
  }

  /** Whether less than a screen is left to the last row. */
  get #low() {
    return area.scrollHeight - area.scrollTop < 2 * area.clientHeight;
  }

  /** Some entries before the first row, where they are here already. */
  get #earlier() {
    const { entries, rows } = this.#log;
    const at = rows.first ? entries.findIndex(({ seq }) => seq >= rows.first.said.seq) : entries.length;
    return entries.slice(Math.max(0, at - STEP), Math.max(0, at));
  }

  /** Some entries behind the last row. */
  get #later() {
    const { entries, rows } = this.#log;
    const at = entries.findIndex(({ seq }) => seq > rows.last.said.seq);
    return at < 0 ? [] : entries.slice(at, at + STEP);
  }

  /** Shows some more at one edge; false when there is no need, or nothing. */
  #grow() {
    const log = this.#log;
    const earlier = this.#high ? this.#earlier : [];
    if (earlier.length) this.#change(() => log.rows.put(earlier, log.rows.first));
    else if (log.cut && this.#low) {
      this.#change(() => {
        log.rows.put(this.#later);
        log.cut = this.#later.length > 0;
      });
    } else return false;
    return true;
  }

  /** Changes what is out of sight, and takes away what is far. */
  #change(put = () => {}) {
    const [log, far] = [this.#log, this.#far()];
    keepPlace(area, () => {
      put();
      const { last } = log.rows;
      far.forEach((page) => this.#drop(page));
      if (log.rows.last !== last) log.cut = true;
      log.settle();
    });
  }

  /** The pages at both ends that may go. */
  #far() {
    let left = this.#log.rows.size;
    if (left <= MOST) return [];
    const { top, bottom, height } = area.getBoundingClientRect();
    const pages = [...document.getElementById("rows").children].map((page) => [page, page.getBoundingClientRect()]);
    const above = pages.filter(([, place]) => place.bottom < top - FAR * height);
    const below = pages.filter(([, place]) => place.top > bottom + FAR * height);
    return [...above, ...below.reverse()].map(([page]) => page).filter((page) => left > LEFT && (left -= page.childElementCount));
  }

  /** Takes a page away; the focus is not lost with it, and the day of what is first now is no news. */
  #drop(page) {
    const { rows } = this.#log;
    const { first } = rows;
    if (page.contains(document.activeElement)) area.focus({ preventScroll: true });
    rows.drop(page);
    if (rows.first === first) return;
    dress(rows.first, null);
    rows.first.querySelector(".day").setAttribute("aria-live", "off");
  }

  async #fetch() {
    const { room } = this.#log;
    const { log } = room;
    this.#loading = true;
    start.textContent = "Fetching earlier messages…";
    const came = await this.#older(room).catch(() => false);
    if (log !== this.#log.room.log) return;
    this.#loading = false;
    if (came || !log.more) return this.follow();
    start.replaceChildren(makeButton("", "Earlier messages could not be fetched. Try again", () => this.#fetch()));
    this.#loading = true; // until the reader asks again
  }
}

function wordsFor({ name, about }) {
  return about?.peer ? `your messages with ${about.peer.name}` : `#${name}`;
}
