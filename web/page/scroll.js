/** Where the reader is in the log: at its end, and then kept there, or further up, and then left alone. */
export class Scroll {
  /** Whether the reader is at the end. */
  atEnd = true;
  #area;
  #last = 0;

  /** @param {HTMLElement} area scrolls @param {Element[]} contents grow inside of it @param {() => void} moved is called after every move */
  constructor(area, contents, moved) {
    this.#area = area;
    area.addEventListener("scroll", () => this.#moved(moved), { passive: true });
    const watch = new ResizeObserver(() => this.atEnd && this.toEnd());
    [area, ...contents].forEach((element) => watch.observe(element));
  }

  /** Goes to the end, and stays there. */
  toEnd() {
    this.atEnd = true;
    this.#area.scrollTop = this.#area.scrollHeight;
  }

  #moved(moved) {
    const { scrollTop, scrollHeight, clientHeight } = this.#area;
    if (scrollHeight - clientHeight - scrollTop < 48) this.atEnd = true;
    else if (scrollTop < this.#last) this.atEnd = false;
    this.#last = scrollTop;
    moved();
  }
}
