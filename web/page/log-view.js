import { showBlank } from "./blank.js";
import { dress, makeRow, mark, markFresh } from "./row.js";
import { Rows } from "./rows.js";
import { Scroll } from "./scroll.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 50; // so many entries at first

/** Shows the log of one room at a time, what is not sent yet, and where the reader is in it. */
export class LogView {
  /** Whether the newest entries are not drawn, the reader being far from them. */
  cut = false;
  /** Draws what the reader comes to; it comes with deeds.js. @type {import("./stretch.js").Stretch | null} */
  stretch = null;
  /** What is shown. @type {import("../parley/room.js").Room | null} */
  room = null;
  #area = byId("log");
  #posts = byId("posts");
  #newer = byId("newer");
  #acts;
  #view;
  #read = 0;
  #fresh = null;
  #unseen = 0;
  /** Where the reader is. */
  scroll = new Scroll(this.#area, [byId("rows"), this.#posts], () => this.#moved());

  /** What somebody does with a row comes to #log as an `act` event (tell.js). @param {import("./types.js").User} self @param {import("./types.js").Acts} acts */
  constructor(self, acts) {
    this.#acts = acts;
    const person = (user) => (user === self.user ? self.name : acts.person?.(user));
    this.#view = { self, person, find: (seq) => this.room.log?.find(seq), link: acts.link };
    this.rows = new Rows(byId("rows"), this.#view);
    this.#newer.onclick = () => {
      this.toEnd();
      this.#area.focus({ preventScroll: true });
    };
  }

  /** Shows this room, from its newest message. */
  show(room) {
    this.room = room;
    this.#read = 0;
    this.stretch?.begin();
    this.#posts.replaceChildren();
    this.open(this.entries.slice(-SHOWN));
    room.outbox.posts.forEach((post) => this.post(post));
    this.toEnd();
  }

  /** Draws these of the room's entries and no others. */
  open(entries) {
    this.rows.set(entries);
    this.cut = entries.at(-1) !== this.entries.at(-1);
    this.settle();
  }

  /** Goes to the newest, and stays there. */
  toEnd() {
    if (this.cut) this.open(this.entries.slice(-SHOWN));
    this.scroll.toEnd();
    this.#moved();
  }

  /** Adds entries where their seq belongs, mostly at the end. */
  add(entries) {
    for (const entry of entries.filter(({ type }) => ["message", "member", "room"].includes(type))) {
      const { first, last } = this.rows;
      if (entry.seq < first?.said.seq) continue; // it comes with the older ones
      if (!this.cut || entry.seq < last.said.seq) this.rows.add(entry);
      if (entry.type !== "message") continue;
      if (entry.from.user === this.#view.self.user) this.#posts.querySelector(`[data-id="${CSS.escape(entry.id)}"]`)?.remove();
      else if (!this.scroll.atEnd) this.#unseen += 1;
    }
    this.#regroupPosts();
    this.#edges();
    if (this.scroll.atEnd) this.scroll.toEnd();
    this.#moved();
  }

  /** Shows messages as they are now. */
  change(messages) {
    this.rows.change(messages);
    if (this.scroll.atEnd) this.scroll.toEnd();
  }

  /** Draws the line between what was read, up to this seq, and what is new; 0 takes it away. @param {number} seq */
  readTo(seq) {
    this.#read = seq ?? 0;
    const fresh = this.#read && this.entries.find((entry) => entry.seq > this.#read && entry.type === "message" && entry.from.user !== this.#view.self.user);
    const row = fresh && this.rows.find(fresh.seq);
    if (row === this.#fresh) return;
    if (this.#fresh) markFresh(this.#fresh, false);
    this.#fresh = row;
    if (row) markFresh(row, true);
  }

  /** What depends on which rows there are. */
  settle() {
    if (this.#read) this.readTo(this.#read);
    this.#regroupPosts();
    this.#edges();
  }

  /** Shows how something of one's own fares. */
  post(post, message) {
    const old = this.#posts.querySelector(`[data-id="${post.id}"]`);
    if (post.state === "sent") {
      if (message?.seq <= this.room.log.through) old?.remove(); // otherwise it stays until its place in the log is known
      return this.#edges();
    }
    const row = old ?? makeRow({ ...post, from: this.#view.self }, this.#view);
    row.dataset.id = post.id;
    mark(row, post, () => this.#acts.again(post), () => this.forget(post));
    if (old) return;
    this.#posts.append(row);
    this.#regroupPosts();
    this.#edges();
    this.toEnd();
  }

  /** Takes a failed post away. */
  forget(post) {
    this.#acts.drop(post);
    this.#posts.querySelector(`[data-id="${post.id}"]`)?.remove();
    this.#regroupPosts();
    this.#edges();
  }

  get entries() {
    return this.room.log?.entries ?? [];
  }

  #regroupPosts() {
    let before = this.rows.last;
    for (const row of this.#posts.children) {
      dress(row, before);
      before = row;
    }
  }

  /** What stands at the beginning, and in an empty room. */
  #edges() {
    const empty = !this.rows.first && !this.#posts.firstElementChild;
    byId("blank").hidden = !empty;
    if (empty) showBlank(byId("blank"), this.room);
    byId("start").hidden = empty;
    this.stretch?.tell();
  }

  #moved() {
    if (this.cut) this.scroll.atEnd = false; // it is the end of what is drawn
    this.stretch?.follow();
    if (this.scroll.atEnd) this.#unseen = 0;
    this.#pill();
  }

  #pill() {
    this.#newer.hidden = this.scroll.atEnd;
    const many = this.#unseen === 1 ? "1 new message" : `${this.#unseen} new messages`;
    this.#newer.textContent = this.#unseen ? many : "To the newest";
    this.#newer.classList.toggle("news", this.#unseen > 0);
  }
}
