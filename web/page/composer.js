import { bytesOf, faultOfText, TEXT_BYTES } from "../parley/limits.js";
import { draftOf, rememberDraft } from "./memory.js";

const byId = (id) => document.getElementById(id);

/** Where one writes: Enter sends, Shift+Enter starts a new line, every room keeps its own draft. */
export class Composer {
  #form = byId("composer");
  #text = byId("text");
  #fault = byId("hint-fault");
  #acts;
  #room = "";
  #reply = null;
  #completion = null;

  /** @param {{say: Function, type: Function, editLast: Function, filesWait: () => boolean, mentions: (text: string) => string[]}} acts */
  constructor(acts) {
    this.#acts = acts;
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
    this.#text.onkeydown = (event) => this.#key(event);
    this.#text.oninput = () => this.#changed();
    byId("replying-drop").onclick = () => this.reply(null);
  }

  /** Has names completed. @param {import("./completion.js").Completion} completion */
  complete(completion) {
    this.#completion = completion;
  }

  /** Turns to a room. @param {string} room @param {string} spoken how it is called */
  turnTo(room, spoken) {
    if (room !== this.#room) {
      this.#room = room;
      this.reply(null);
      this.#text.value = draftOf(room);
      this.#changed(false);
      if (matchMedia("(hover: hover)").matches) this.focus();
    }
    this.#text.placeholder = `Say something ${spoken.startsWith("#") ? "in" : "to"} ${spoken}`;
  }

  /** Says why nothing can be said here, or lets one write. @param {string} why */
  close(why) {
    this.#form.inert = Boolean(why);
    this.#form.classList.toggle("closed", Boolean(why));
    if (why) this.#text.placeholder = why;
  }

  focus() {
    this.#text.focus({ preventScroll: true });
  }

  /** Answers a message, or none. @param {import("../parley/types.js").Message | null} message */
  reply(message) {
    this.#reply = message;
    byId("replying").hidden = !message;
    byId("replying-text").textContent = message ? `Replying to \u2068${message.from.name}\u2069: ${message.text.slice(0, 100)}` : "";
    if (message) this.focus();
  }

  /** Puts somebody's name into the text. @param {string} name */
  mention(name) {
    const { value, selectionStart: at } = this.#text;
    this.#text.setRangeText(`${at && !/\s$/.test(value.slice(0, at)) ? " " : ""}@${name} `, at, at, "end");
    this.#changed();
    this.focus();
  }

  /** Whether there is something to send. */
  refresh() {
    this.#form.classList.toggle("ready", this.#text.value.trim() !== "" || this.#acts.filesWait());
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229 || this.#completion?.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && !this.#text.value && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#acts.editLast();
    } else if (event.key === "Escape" && this.#reply) {
      event.preventDefault();
      this.reply(null);
    }
  }

  #send() {
    const text = wellFormed(this.#text.value.replace(/\r\n?/g, "\n")).replace(/\s+$/, "");
    if (!text.trim() && !this.#acts.filesWait()) return;
    const fault = text.trim() ? faultOfText(text) : null;
    if (fault) return void (this.#fault.textContent = fault);
    this.#acts.say(text, { reply: this.#reply?.seq, mentions: this.#acts.mentions(text) });
    this.#text.value = "";
    this.reply(null);
    this.#completion?.close();
    this.#changed(false);
  }

  #changed(typing = true) {
    const { value } = this.#text;
    rememberDraft(this.#room, value);
    if (typing && value.trim()) this.#acts.type();
    this.refresh();
    const left = TEXT_BYTES - (value.length > TEXT_BYTES / 4 ? bytesOf(value) : 0);
    this.#fault.textContent = left < 0 ? faultOfText(value) : left < 500 ? `${left} bytes left` : "";
    if (CSS.supports("field-sizing", "content")) return;
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }
}

/** Half an emoji, as a careless paste leaves it, is no text that could be stored. */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");
