import { dress, makeRow, redraw } from "./row.js";

const PAGE = 50;

/**
 * Entries of a log as rows, in seq order, in pages that the browser need not draw while nobody sees them. The element may be a live
 * region: what is added at the end is news, what is put before is not.
 */
export class Rows {
  #element;
  #view;
  #bySeq = new Map();

  /** @param {HTMLElement} element @param {import("./types.js").View} view */
  constructor(element, view) {
    this.#element = element;
    this.#view = view;
  }

  /** Shows these and nothing else. @param {import("./types.js").Entry[]} entries */
  set(entries) {
    this.#bySeq.clear();
    this.#element.replaceChildren();
    this.put(entries);
  }

  /** Adds one entry where its seq belongs, mostly at the end; null when it is there already. @returns {HTMLElement | null} */
  add(entry) {
    if (this.#bySeq.has(entry.seq)) return null;
    const after = this.#after(entry.seq);
    const row = this.#row(entry);
    if (after) after.before(row);
    else this.#append(row);
    dress(row, before(row));
    if (after) dress(after, row);
    return row;
  }

  /** Puts entries that are no news before this row, or behind all. @param {import("./types.js").Entry[]} entries @param {HTMLElement} [next] */
  put(entries, next) {
    this.#quietly(() => this.#put(entries, next?.parentElement));
    if (next) dress(next, before(next));
  }

  /** Takes a page away. @param {Element} page */
  drop(page) {
    [...page.children].forEach((row) => this.#bySeq.delete(row.said.seq));
    page.remove();
  }

  /** Shows messages as they are now, where they are shown; the focus stays where it was. @param {import("./types.js").Entry[]} messages */
  change(messages) {
    for (const message of messages) {
      const row = this.#bySeq.get(message.seq);
      if (!row) continue;
      const focused = row.contains(document.activeElement) ? document.activeElement : null;
      row.said = message;
      this.#quietly(() => redraw(row));
      dress(row, before(row));
      if (focused && !focused.isConnected) (row.querySelector(`[data-key="${CSS.escape(focused.dataset.key ?? "")}"]`) ?? row).focus({ preventScroll: true });
    }
  }

  /** The row of that seq. @param {number} seq @returns {HTMLElement | undefined} */
  find(seq) {
    return this.#bySeq.get(seq);
  }

  get size() {
    return this.#bySeq.size;
  }

  get first() {
    return this.#element.firstElementChild?.firstElementChild ?? null;
  }

  get last() {
    return this.#element.lastElementChild?.lastElementChild ?? null;
  }

  #row(entry) {
    const row = makeRow(entry, this.#view);
    this.#bySeq.set(entry.seq, row);
    return row;
  }

  /** Puts entries into pages of their own, before that page or at the end. */
  #put(entries, next = null) {
    const fresh = entries.filter((entry) => !this.#bySeq.has(entry.seq));
    for (let at = 0; at < fresh.length; at += PAGE) {
      const rows = fresh.slice(at, at + PAGE).map((entry) => this.#row(entry));
      const page = this.#page();
      page.append(...rows);
      this.#element.insertBefore(page, next);
      rows.forEach((row) => dress(row, before(row)));
    }
  }

  #append(row) {
    const last = this.#element.lastElementChild;
    if (last && last.childElementCount < PAGE) return last.append(row);
    const page = this.#page();
    page.append(row); // before it comes into the live region: it is one piece of news
    this.#element.append(page);
  }

  /** A page is drawn once as it is; from then on the browser knows how high it is, and may pass over it while it is out of sight. */
  #page() {
    const page = document.createElement("div");
    page.className = "page";
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        page.style.containIntrinsicBlockSize = `auto ${page.offsetHeight}px`;
        page.classList.add("drawn");
      }),
    );
    return page;
  }

  /** The row before which this seq belongs. */
  #after(seq) {
    let after = null;
    for (let row = this.last; row && row.said.seq > seq; row = before(row)) after = row;
    return after;
  }

  /** What is done here is not read out by a screen reader. */
  #quietly(change) {
    this.#element.setAttribute("aria-busy", "true");
    change();
    requestAnimationFrame(() => this.#element.removeAttribute("aria-busy"));
  }
}

/** The row above. @param {HTMLElement} row @returns {HTMLElement | null} */
export const before = (row) => row.previousElementSibling ?? row.parentElement.previousElementSibling?.lastElementChild ?? null;

/** The row below. @param {HTMLElement} row @returns {HTMLElement | null} */
export const behind = (row) => row.nextElementSibling ?? row.parentElement.nextElementSibling?.firstElementChild ?? null;

/** Gives a row the focus, and a name for who hears it. @param {HTMLElement} row */
export function visit(row) {
  const part = (place) => row.querySelector(place)?.textContent ?? "";
  row.setAttribute("aria-label", [part(".who"), part(".time"), part(".text")].filter(Boolean).join(", ").slice(0, 1000));
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
