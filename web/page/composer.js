import { bytesOf, faultOfText, TEXT_BYTES } from "../parley/limits.js";

const byId = (id) => document.getElementById(id);

/** Where one writes: Enter sends, Shift+Enter starts a new line, every room keeps its own draft. */
export class Composer {
  #form = byId("composer");
  #text = byId("text");
  #fault = byId("hint-fault");
  #drafts = new Map();
  #room = "";

  /** @param {(text: string) => void} say */
  constructor(say) {
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#send(say);
    };
    this.#text.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#send(say);
    };
    this.#text.oninput = () => this.#changed();
  }

  /** Turns to a room. @param {string} room */
  turnTo(room) {
    this.#drafts.set(this.#room, this.#text.value);
    this.#room = room;
    this.#text.value = this.#drafts.get(room) ?? "";
    this.#text.placeholder = `Say something in #${room}`;
    this.#changed();
    if (matchMedia("(hover: hover)").matches) this.#text.focus({ preventScroll: true });
  }

  #send(say) {
    const text = wellFormed(this.#text.value.replace(/\r\n?/g, "\n")).replace(/\s+$/, "");
    if (!text.trim()) return;
    const fault = faultOfText(text);
    if (fault) return void (this.#fault.textContent = fault);
    say(text);
    this.#text.value = "";
    this.#changed();
  }

  #changed() {
    const { value } = this.#text;
    this.#form.classList.toggle("ready", value.trim() !== "");
    const left = TEXT_BYTES - (value.length > TEXT_BYTES / 4 ? bytesOf(value) : 0);
    this.#fault.textContent = left < 0 ? faultOfText(value) : left < 500 ? `${left} bytes left` : "";
    if (CSS.supports("field-sizing", "content")) return;
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }
}

/** Half an emoji, as a careless paste leaves it, is no text that could be stored. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");
