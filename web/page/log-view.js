import { dress, makeRow, mark } from "./row.js";
import { Scroll } from "./scroll.js";

const byId = (id) => document.getElementById(id);

/** Shows the log of one room at a time, what is not sent yet, and where the reader is in it. */
export class LogView {
  #area = byId("log");
  #rows = byId("rows");
  #posts = byId("posts");
  #start = byId("start");
  #blank = byId("blank");
  #newer = byId("newer");
  #room = null;
  #self;
  #acts;
  #unseen = 0;
  #loading = false;
  #scroll = new Scroll(this.#area, [this.#rows, this.#posts], () => this.#moved());

  /** @param {{user: string, name: string}} self @param {{older: Function, again: Function, drop: Function}} acts */
  constructor(self, acts) {
    this.#self = self;
    this.#acts = acts;
    this.#newer.onclick = () => {
      this.#scroll.toEnd();
      this.#area.focus({ preventScroll: true });
    };
  }

  /** Shows this room, from its newest message. */
  show(room) {
    this.#room = room;
    this.#loading = false;
    this.#rows.setAttribute("aria-busy", "true");
    this.#rows.replaceChildren(...(room.log?.messages ?? []).map((message) => this.#row(message)));
    [...this.#rows.children].forEach((row, index, all) => dress(row, all[index - 1] ?? null));
    this.#posts.replaceChildren();
    room.outbox.posts.forEach((post) => this.post(post));
    this.#edges();
    this.#scroll.toEnd();
    this.#moved();
    requestAnimationFrame(() => this.#rows.removeAttribute("aria-busy"));
  }

  /** Adds messages where their seq belongs, mostly at the end. */
  add(messages) {
    for (const message of messages) {
      const after = this.#after(message.seq);
      const row = this.#row(message);
      this.#rows.insertBefore(row, after);
      dress(row, row.previousElementSibling);
      if (after) dress(after, row);
      if (row.classList.contains("mine")) this.#posts.querySelector(`[data-id="${CSS.escape(message.id)}"]`)?.remove();
      else if (!this.#scroll.atEnd) this.#unseen += 1;
    }
    this.#regroupPosts();
    this.#edges();
    if (this.#scroll.atEnd) this.#scroll.toEnd();
    this.#pill();
  }

  /** Puts a page before the oldest message; the reader's place does not move. */
  prepend(messages) {
    const first = this.#rows.firstElementChild;
    this.#rows.setAttribute("aria-busy", "true"); // a reader's voice is not to read old pages out
    this.#scroll.keep(first?.querySelector(".text"), () => {
      const rows = messages.map((message) => this.#row(message));
      rows.forEach((row, index) => dress(row, rows[index - 1] ?? null));
      this.#rows.prepend(...rows);
      if (first) dress(first, first.previousElementSibling);
      this.#edges();
    });
    requestAnimationFrame(() => this.#rows.removeAttribute("aria-busy"));
    this.#moved();
  }

  /** Shows how something of one's own fares. */
  post(post, message) {
    const old = this.#posts.querySelector(`[data-id="${post.id}"]`);
    if (post.state === "sent") {
      if (message?.seq <= this.#room.log.through) old?.remove(); // otherwise it stays until its place in the log is known
      return this.#edges();
    }
    const row = old ?? this.#row({ ...post, from: this.#self });
    row.dataset.id = post.id;
    mark(row, post, () => this.#acts.again(post), () => this.forget(post));
    if (old) return;
    this.#posts.append(row);
    this.#regroupPosts();
    this.#edges();
    this.#scroll.toEnd();
  }

  /** Takes a failed post away. */
  forget(post) {
    this.#acts.drop(post);
    this.#posts.querySelector(`[data-id="${post.id}"]`)?.remove();
    this.#regroupPosts();
    this.#edges();
  }

  #row({ from, text, at, seq }) {
    const mine = from.user === this.#self.user;
    return makeRow({ user: from.user, name: from.name, text, at, seq, mine });
  }

  /** The row before which this seq belongs. */
  #after(seq) {
    let after = null;
    for (let row = this.#rows.lastElementChild; row && row.said.seq > seq; row = row.previousElementSibling) after = row;
    return after;
  }

  #regroupPosts() {
    let before = this.#rows.lastElementChild;
    for (const row of this.#posts.children) {
      dress(row, before);
      before = row;
    }
  }

  /** What stands at the beginning, and in an empty room. */
  #edges() {
    const { log, name, refusal } = this.#room;
    const empty = !this.#rows.firstElementChild && !this.#posts.firstElementChild;
    this.#blank.hidden = !empty;
    this.#blank.className = refusal ? "blank refused" : log ? "blank" : "blank loading";
    if (refusal) this.#blank.replaceChildren(line("h2", `You cannot enter #${name}`), line("p", refusal.message));
    else if (log) this.#blank.replaceChildren(line("h2", "It is quiet here"), line("p", `Nothing has been said in #${name} yet. The first word is yours.`));
    else this.#blank.replaceChildren(line("p", `Entering #${name}…`), line("i", ""), line("i", ""), line("i", ""));
    this.#start.hidden = empty;
    if (!this.#loading) this.#start.textContent = log && !log.more ? `The beginning of #${name}` : "";
  }

  #moved() {
    if (this.#scroll.atEnd) this.#unseen = 0;
    this.#pill();
    if (this.#scroll.above < 1 && this.#room?.log?.more && !this.#loading) this.#older();
  }

  async #older() {
    const room = this.#room;
    this.#loading = true;
    this.#start.textContent = "Fetching earlier messages…";
    const came = await this.#acts.older(room).catch(() => false);
    if (room !== this.#room) return;
    this.#loading = false;
    this.#edges();
    if (came) return this.#moved();
    const retry = line("button", "Earlier messages could not be fetched. Try again");
    retry.onclick = () => this.#older();
    if (room.log?.more) this.#start.replaceChildren(retry);
    this.#loading = Boolean(room.log?.more); // until the reader asks again
  }

  #pill() {
    this.#newer.hidden = this.#scroll.atEnd;
    const many = this.#unseen === 1 ? "1 new message" : `${this.#unseen} new messages`;
    this.#newer.textContent = this.#unseen ? many : "To the newest";
    this.#newer.classList.toggle("news", this.#unseen > 0);
  }
}

function line(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}
