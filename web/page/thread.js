import { faultOfText } from "../parley/limits.js";
import { Completion } from "./completion.js";
import { make } from "./make.js";
import { mentionsIn } from "./mentions.js";
import { closePanel, panelShown, showPanel } from "./panel.js";
import { makeRow, mark } from "./row.js";
import { Rows } from "./rows.js";

const byId = (id) => document.getElementById(id);

/** One thread in the panel: the message that it began with, its replies, and where one answers. */
export class Thread {
  #client;
  #people;
  #view;
  #rows;
  #room = "";
  #root = 0;
  #posts = make("div", "rows");

  /** @param {import("../parley.js").Parley} client @param {import("./types.js").View} view @param {() => {user: string, name: string}[]} people */
  constructor(client, view, people) {
    this.#client = client;
    this.#people = people;
    this.#view = view;
    this.#rows = new Rows(byId("thread-rows"), view);
    byId("thread-rows").after(this.#posts);
    this.#wire();
    client.on("message", ({ room, message }) => room === this.#room && message.thread === this.#root && this.#add([message]));
    client.on("change", ({ room, message }) => room === this.#room && this.#rows.change([message]));
    client.on("post", ({ room, post }) => room === this.#room && post.reply === this.#root && this.#post(post));
  }

  /** Opens the thread that began at this seq. @param {string} room @param {number} root */
  async open(room, root) {
    [this.#room, this.#root] = [room, root];
    this.#posts.replaceChildren();
    this.#rows.set([this.#view.find(root)].filter(Boolean));
    byId("thread-fault").textContent = "";
    byId("thread-rows").setAttribute("aria-busy", "true");
    showPanel("thread");
    try {
      await this.#load(room, root);
    } catch (error) {
      if (root === this.#root) byId("thread-fault").textContent = `The thread could not be fetched: ${error.message}`;
    }
    byId("thread-rows").removeAttribute("aria-busy");
  }

  /** Closes it when another room is shown. @param {string} room */
  turnTo(room) {
    if (room !== this.#room && panelShown() === "thread") closePanel();
  }

  async #load(room, root) {
    if (!this.#view.find(root)) {
      const { messages } = await this.#client.history(room, { after: root - 1, limit: 1 });
      if (root === this.#root) this.#add(messages.filter(({ seq }) => seq === root));
    }
    for (let [after, more] = [0, true]; more && root === this.#root; ) {
      const page = await this.#client.thread(room, root, after);
      if (root === this.#root) this.#add(page.messages.map((message) => this.#view.find(message.seq) ?? message));
      [after, more] = [page.through, page.more];
    }
  }

  #add(messages) {
    messages.forEach((message) => this.#rows.add(message));
    byId("thread-rows").scrollTop = byId("thread-rows").scrollHeight;
  }

  #post(post) {
    const old = this.#posts.querySelector(`[data-id="${post.id}"]`);
    if (post.state === "sent") return old?.remove();
    const row = old ?? makeRow({ ...post, reply: undefined, from: this.#view.self }, this.#view);
    row.dataset.id = post.id;
    const away = (act) => () => (row.remove(), this.#client[act](this.#room, post.id));
    mark(row, post, away("again"), away("drop"));
    if (!old) this.#posts.append(row);
  }

  #wire() {
    const [form, text] = [byId("thread-form"), byId("thread-text")];
    const completion = new Completion(text, this.#people);
    text.onkeydown = (event) => {
      if (event.isComposing || completion.key(event) || event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      form.requestSubmit();
    };
    text.oninput = () => text.value.trim() && this.#client.typing(this.#room);
    form.onsubmit = (event) => {
      event.preventDefault();
      const said = text.value.replace(/\s+$/, "");
      if (!said.trim()) return;
      byId("thread-fault").textContent = faultOfText(said) ?? "";
      if (byId("thread-fault").textContent) return;
      this.#client.say(this.#room, said, { reply: this.#root, mentions: mentionsIn(said, this.#people()) });
      text.value = "";
    };
  }
}
