import { Rows } from "./rows.js";
import { tell } from "./tell.js";

const byId = (id) => document.getElementById(id);

/** Looks for a text in the room that is shown, newest first, further back on demand; a found message leads to its place. */
export class Search {
  #client;
  #rows;
  #room = "";
  #text = "";
  #before;
  #count = 0;

  /** @param {import("../parley.js").Parley} client @param {import("./types.js").View} view */
  constructor(client, view) {
    this.#client = client;
    this.#rows = new Rows(byId("found"), view);
    byId("search-form").onsubmit = (event) => {
      event.preventDefault();
      this.#begin(byId("search-text").value.trim());
    };
    byId("found-more").onclick = () => this.#look();
    byId("found").addEventListener("click", ({ target }) => target.closest("button, a, summary") || this.#go(target));
    byId("found").addEventListener("keydown", ({ key, target }) => key === "Enter" && target.matches(".row") && this.#go(target));
  }

  /** Turns to a room: what was found belongs to another. @param {string} room */
  turnTo(room) {
    if (room === this.#room) return;
    this.#room = room;
    this.#clear("");
  }

  #clear(text) {
    this.#text = text;
    this.#before = undefined;
    this.#count = 0;
    this.#rows.set([]);
    byId("found-more").hidden = true;
    byId("search-fate").textContent = "";
  }

  #begin(text) {
    this.#clear(text);
    if (text) this.#look();
  }

  async #look() {
    const [room, text] = [this.#room, this.#text];
    byId("found-more").hidden = true;
    byId("search-fate").textContent = "Searching…";
    try {
      const found = await this.#client.search(room, text, this.#before);
      if (room !== this.#room || text !== this.#text) return;
      this.#show(found);
    } catch (error) {
      byId("search-fate").textContent = error.message;
      byId("found-more").hidden = false;
    }
  }

  #show({ messages, after, more }) {
    this.#before = after + 1;
    this.#count += messages.length;
    messages.forEach((message) => this.#rows.add(message));
    byId("found").querySelectorAll(".row").forEach((row) => (row.tabIndex = 0));
    byId("found-more").hidden = !more;
    byId("search-fate").textContent = `${this.#count || "Nothing"} found${more ? " so far" : ""}`;
  }

  #go(target) {
    const row = target.closest(".row");
    if (row) tell(row, "jump", { seq: row.said.seq });
  }
}
