import { faultOfRoom } from "../parley/limits.js";
import { asRoom } from "./address.js";
import { make } from "./make.js";
import { titleOf } from "./titles.js";

const byId = (id) => document.getElementById(id);
const AFTER = 200;
const MOST = 8;

/** Finds a room, open or one's own, by what one types; Enter goes to the chosen one, or to one of that name. */
export class Finder {
  #client;
  #go;
  #input = byId("enter-room");
  #list = make("ul", "completion");
  #found = [];
  #at = -1;
  #timer = null;

  /** @param {import("../parley.js").Parley} client @param {(room: string) => void} go */
  constructor(client, go) {
    this.#client = client;
    this.#go = go;
    this.#list.id = "enter-found";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Rooms");
    Object.entries({ role: "combobox", "aria-controls": this.#list.id, "aria-expanded": "false", "aria-autocomplete": "list" }).forEach(([name, value]) => this.#input.setAttribute(name, value));
    this.#input.after(this.#list);
    this.#wire();
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  #wire() {
    this.#input.oninput = () => {
      clearTimeout(this.#timer);
      this.#show(this.#own());
      this.#timer = setTimeout(() => this.#ask(), AFTER);
    };
    this.#input.onblur = () => this.#close();
    this.#input.onkeydown = (event) => this.#key(event);
    this.#list.onpointerdown = (event) => event.preventDefault();
    this.#list.onclick = (event) => this.#enter(this.#found[[...this.#list.children].indexOf(event.target.closest("li"))]?.room);
    byId("enter-form").onsubmit = (event) => {
      event.preventDefault();
      this.#enter(this.#found[this.#at]?.room ?? asRoom(this.#input.value));
    };
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !this.#list.hidden) event.preventDefault(this.#close());
    if (!step || this.#list.hidden) return;
    event.preventDefault();
    this.#choose((this.#at + step + this.#found.length) % this.#found.length);
  }

  #enter(room) {
    const fault = room ? faultOfRoom(room) : "Which room?";
    byId("enter-fault").textContent = fault ?? "";
    if (fault) return;
    this.#input.value = "";
    this.#close();
    this.#go(room);
  }

  #own() {
    const typed = this.#input.value.trim().replace(/^#/, "").toLowerCase();
    if (!typed) return [];
    return [...this.#client.mine.values()].filter((mine) => `${mine.room} ${titleOf(mine.room, mine).toLowerCase()}`.includes(typed));
  }

  async #ask() {
    const typed = this.#input.value;
    const prefix = asRoom(typed);
    if (!prefix || faultOfRoom(prefix)) return;
    const { rooms } = await this.#client.find(prefix).catch(() => ({ rooms: [] }));
    if (typed !== this.#input.value || document.activeElement !== this.#input) return;
    const own = this.#own();
    this.#show([...own, ...rooms.filter(({ room }) => !own.some((each) => each.room === room))]);
  }

  #show(found) {
    const chosen = this.#found[this.#at]?.room;
    this.#found = found.slice(0, MOST);
    this.#list.replaceChildren(...this.#found.map((one, index) => this.#option(one, index)));
    this.#list.hidden = this.#found.length === 0;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
    this.#choose(this.#found.findIndex(({ room }) => room === chosen));
  }

  #option(one, index) {
    const title = titleOf(one.room, one);
    const option = make("li", "", make("bdi", "", one.peer ? title : `#${one.room}`), !one.peer && title !== one.room && make("small", "", title));
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    return option;
  }

  #choose(index) {
    this.#at = index;
    [...this.#list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    if (index < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${index}`);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#found = [];
    this.#at = -1;
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}
