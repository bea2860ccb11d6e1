import { faultOfText } from "../parley/limits.js";
import { make, makeButton } from "./make.js";

const rows = () => document.getElementById("rows");

/** Editing one message in its place; the form comes back when its row is drawn anew. */
export class Edit {
  #client;
  #done;
  #form = null;
  #seq = 0;
  #watch = new MutationObserver(() => this.#attach());

  /** @param {import("../parley.js").Parley} client @param {() => void} done where the focus goes afterwards */
  constructor(client, done) {
    this.#client = client;
    this.#done = done;
  }

  /** Starts to edit. @param {string} room @param {import("../parley/types.js").Message} message */
  start(room, message) {
    this.stop();
    this.#seq = message.seq;
    this.#form = this.#made(room, message);
    this.#attach();
    this.#watch.observe(rows(), { childList: true, subtree: true });
    const text = this.#form.querySelector("textarea");
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  /** Ends without saving. */
  stop() {
    this.#watch.disconnect();
    this.#form?.closest(".row")?.classList.remove("editing");
    this.#form?.remove();
    this.#form = null;
  }

  #attach() {
    const row = rows().querySelector(`.row[data-seq="${this.#seq}"]`);
    if (!row || !this.#form) return;
    row.classList.add("editing");
    if (!row.contains(this.#form)) row.querySelector(".text").after(this.#form);
    if (document.activeElement === document.body) this.#form.querySelector("textarea").focus(); // it was moved with its row
  }

  #made(room, message) {
    const text = Object.assign(make("textarea", ""), { value: message.text, rows: 1, dir: "auto" });
    text.setAttribute("aria-label", "Edit message");
    const fault = make("span", "fault");
    fault.setAttribute("role", "alert");
    const save = Object.assign(make("button", "primary", "Save"), { type: "submit" });
    const form = make("form", "edit", text, make("p", "buttons", save, makeButton("", "Cancel", () => this.#leave()), fault));
    const grow = () => {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight}px`;
    };
    requestAnimationFrame(grow);
    text.oninput = grow;
    text.onkeydown = (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") (event.preventDefault(), this.#leave());
      if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), form.requestSubmit());
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#save({ room, message, text, fault, save });
    };
    return form;
  }

  async #save({ room, message, text, fault, save }) {
    const value = text.value.replace(/\s+$/, "");
    if (value === message.text) return this.#leave();
    fault.textContent = faultOfText(value) ?? "";
    if (fault.textContent) return;
    save.disabled = true;
    try {
      await this.#client.edit(room, message.seq, value);
      this.#leave();
    } catch (error) {
      fault.textContent = error.message;
      save.disabled = false;
    }
  }

  #leave() {
    this.stop();
    this.#done();
  }
}
