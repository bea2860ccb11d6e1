import { faultOfFile } from "../parley/files.js";
import { make, makeButton } from "./make.js";
import { toast } from "./toasts.js";

const byId = (id) => document.getElementById(id);
const GRACE = 20_000; // the room is told of a file a moment after the store has it

/** The files that wait to be sent, and those on their way; chosen, pasted or dropped. */
export class Uploads {
  #list = byId("uploads");
  #client;
  #changed;
  #files = []; // {file, room, state: "waiting" | "going" | "stored" | "failed", item, abort}
  #room = "";

  /** @param {import("../parley.js").Parley} client @param {() => void} changed */
  constructor(client, changed) {
    this.#client = client;
    this.#changed = changed;
    this.#wire();
    client.on("message", ({ room, message }) => message.file && this.#arrived(room, message));
  }

  /** Whether there are files to be sent here. */
  get waiting() {
    return this.#files.some((each) => each.room === this.#room && each.state === "waiting");
  }

  /** Whether a file is on its way. */
  get busy() {
    return this.#files.some(({ state }) => state === "going");
  }

  /** Turns to a room. @param {string} room */
  turnTo(room) {
    this.#room = room;
    this.#draw();
  }

  /** Sends what waits, one after the other; the first file takes the text. @param {string} text */
  async send(text) {
    const waiting = this.#files.filter((each) => each.room === this.#room && each.state === "waiting");
    waiting.forEach((each, index) => this.#start(Object.assign(each, { text: index === 0 ? text : "" })));
    for (const each of waiting) await this.#send(each);
  }

  #wire() {
    const input = byId("attach-file");
    byId("attach").hidden = false;
    byId("attach").onclick = () => input.click();
    input.onchange = () => {
      this.#add(input.files);
      input.value = "";
    };
    byId("text").addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.#add(event.clipboardData.files);
    });
    const area = byId("talk");
    const brings = (event) => event.dataTransfer?.types.includes("Files");
    area.addEventListener("dragover", (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      area.classList.add("dropping");
    });
    area.addEventListener("dragleave", (event) => area.contains(event.relatedTarget) || area.classList.remove("dropping"));
    area.addEventListener("drop", (event) => {
      area.classList.remove("dropping");
      if (!brings(event)) return;
      event.preventDefault();
      this.#add(event.dataTransfer.files);
    });
  }

  #add(files) {
    for (const file of files) {
      const fault = faultOfFile(file);
      if (fault) toast(`\u2068${file.name}\u2069: ${fault}`, { fault: true });
      else this.#files.push({ file, room: this.#room, state: "waiting" });
    }
    this.#draw();
    byId("text").focus({ preventScroll: true });
  }

  #start(one) {
    Object.assign(one, { state: "going", abort: new AbortController() });
    this.#draw();
    return one;
  }

  async #send(one) {
    try {
      const progress = (share) => (one.item.querySelector("progress").value = share);
      await this.#client.upload(one.room, one.file, { text: one.text, progress, signal: one.abort.signal });
      if (one.state === "going") one.state = "stored";
      setTimeout(() => this.#drop(one), GRACE);
    } catch (error) {
      if (error.code === "aborted") return this.#drop(one);
      Object.assign(one, { state: "failed", error });
    }
    this.#draw();
  }

  #arrived(room, { from, file }) {
    const one = from.user === this.#client.self.user && this.#files.find((each) => each.room === room && isFile(each, file));
    if (one) this.#drop(one);
  }

  #drop(one) {
    this.#files = this.#files.filter((each) => each !== one);
    this.#draw();
  }

  #draw() {
    this.#list.replaceChildren(...this.#files.filter(({ room }) => room === this.#room).map((one) => this.#item(one)));
    this.#changed();
  }

  #item(one) {
    const { file, state, error } = one;
    one.picture ??= pictureOf(file);
    const fate = { waiting: null, going: make("progress", ""), stored: make("small", "", "Almost there…"), failed: alertOf(error) }[state];
    if (state === "going") fate.setAttribute("aria-label", `${file.name} on its way`);
    const away = state === "going" ? () => one.abort.abort() : () => this.#drop(one);
    one.item = make("li", state, one.picture, make("bdi", "", file.name), fate, state === "failed" && makeButton("", "Try again", () => this.#send(this.#start(one))),
      state !== "stored" && makeButton("quiet", "×", away, `Remove ${file.name}`)); // prettier-ignore
    return one.item;
  }
}

const isFile = ({ file, state }, { name, size }) => (state === "going" || state === "stored") && file.name === name && file.size === size;

function alertOf(error) {
  const line = make("small", "fault", error?.message ?? "");
  line.setAttribute("role", "alert");
  return line;
}

/** A small picture of a picture, drawn here: no address is needed for it. */
function pictureOf(file) {
  if (!file.type.startsWith("image/")) return null;
  const canvas = Object.assign(make("canvas", "thumb"), { width: 48, height: 48 });
  createImageBitmap(file).then(
    (image) => {
      const side = Math.min(image.width, image.height);
      canvas.getContext("2d").drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, 48, 48);
    },
    () => canvas.remove(), // not a picture after all
  );
  return canvas;
}
