import { make } from "./make.js";

const MOST = 8;
const TYPED = /(^|[\s(])@([^\s@]*)$/u;

/** Offers names while one types “@…” in a textarea: arrows choose, Enter or Tab takes, Escape closes. */
export class Completion {
  #text;
  #people;
  #list = make("ul", "completion");
  #found = [];
  #at = 0;

  /** @param {HTMLTextAreaElement} text @param {() => {user: string, name: string}[]} people */
  constructor(text, people) {
    this.#text = text;
    this.#people = people;
    this.#list.id = `${text.id}-completion`;
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "People");
    text.setAttribute("aria-controls", this.#list.id);
    text.setAttribute("aria-autocomplete", "list");
    text.before(this.#list);
    text.addEventListener("input", () => this.#look());
    text.addEventListener("blur", () => this.close());
    this.#list.onpointerdown = (event) => event.preventDefault(); // the focus stays in the text
    this.#list.onclick = (event) => this.#take([...this.#list.children].indexOf(event.target.closest("li")));
  }

  /** Takes a key; true when it was meant for the list. @param {KeyboardEvent} event */
  key(event) {
    if (this.#list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#choose((this.#at + step + this.#found.length) % this.#found.length);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.#take(this.#at);
    else return false;
    event.preventDefault();
    return true;
  }

  close() {
    this.#list.hidden = true;
    this.#text.removeAttribute("aria-activedescendant");
  }

  #look() {
    const typed = this.#typed();
    this.#found = typed === null ? [] : this.#matching(typed.toLowerCase());
    if (!this.#found.length) return this.close();
    this.#list.replaceChildren(...this.#found.map((one, index) => this.#option(one, index)));
    this.#list.hidden = false;
    this.#choose(0);
  }

  #typed() {
    const { value, selectionStart, selectionEnd } = this.#text;
    return selectionStart === selectionEnd ? (value.slice(0, selectionStart).match(TYPED)?.[2] ?? null) : null;
  }

  #matching(typed) {
    const everyone = { user: "room", name: "room" };
    const starts = ({ name }) => name.toLowerCase().split(/[\s-]/).some((word) => word.startsWith(typed)) || name.toLowerCase().startsWith(typed);
    return [...this.#people().sort((a, b) => a.name.localeCompare(b.name)), everyone].filter(starts).slice(0, MOST);
  }

  #option({ user, name }, index) {
    const option = make("li", "", make("bdi", "", `@${name}`), user === "room" && make("small", "", "everyone here"));
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    return option;
  }

  #choose(index) {
    this.#at = index;
    [...this.#list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    this.#list.children[index].scrollIntoView({ block: "nearest" });
    this.#text.setAttribute("aria-activedescendant", `${this.#list.id}-${index}`);
  }

  #take(index) {
    const one = this.#found[index];
    if (!one) return;
    const end = this.#text.selectionStart;
    const start = end - this.#typed().length;
    this.#text.setRangeText(`${one.name} `, start, end, "end");
    this.close();
    this.#text.dispatchEvent(new Event("input"));
  }
}
