import { showBlank } from "./blank.js";
import { makeButton } from "./make.js";
import { dress, makeRow, mark, markFresh } from "./row.js";
import { Rows, visit } from "./rows.js";
import { Scroll } from "./scroll.js";

const byId = (id) => document.getElementById(id);
const SHOWN = 50; // so many entries at first
const STEP = 25; // so many older ones at once: drawing them takes less than a frame is long
const KEPT = 8; // so many pages stay when the reader is at the end

/** Shows the log of one room at a time, what is not sent yet, and where the reader is in it. */
export class LogView {
  #area = byId("log");
  #posts = byId("posts");
  #start = byId("start");
  #newer = byId("newer");
  #room = null;
  #acts;
  #view;
  #read = 0;
  #fresh = null;
  #unseen = 0;
  #loading = false;
  #scroll = new Scroll(this.#area, [byId("rows"), this.#posts], () => this.#moved());

  /** What somebody does with a row comes to #log as an `act` event (tell.js). @param {import("./types.js").User} self @param {import("./types.js").Acts} acts */
  constructor(self, acts) {
    this.#acts = acts;
    const person = (user) => (user === self.user ? self.name : acts.person?.(user));
    this.#view = { self, person, find: (seq) => this.#room.log?.find(seq), link: acts.link };
    this.rows = new Rows(byId("rows"), this.#view);
    this.#newer.onclick = () => {
      this.#scroll.toEnd();
      this.#area.focus({ preventScroll: true });
    };
  }

  /** Shows this room, from its newest message. */
  show(room) {
    this.#room = room;
    this.#loading = false;
    this.#read = 0;
    this.rows.set(this.#entries.slice(-SHOWN));
    this.#posts.replaceChildren();
    room.outbox.posts.forEach((post) => this.post(post));
    this.#edges();
    this.#scroll.toEnd();
    this.#moved();
  }

  /** Adds entries where their seq belongs, mostly at the end. */
  add(entries) {
    for (const entry of entries.filter(({ type }) => ["message", "member", "room"].includes(type))) {
      if (entry.seq < this.rows.first?.said.seq) continue; // it comes with the older ones
      const row = this.rows.add(entry);
      if (row?.classList.contains("mine")) this.#posts.querySelector(`[data-id="${CSS.escape(entry.id)}"]`)?.remove();
      else if (row && entry.type === "message" && !this.#scroll.atEnd) this.#unseen += 1;
    }
    this.#regroupPosts();
    this.#edges();
    if (this.#scroll.atEnd) {
      this.rows.trim(KEPT);
      this.#scroll.toEnd();
    }
    this.#pill();
  }

  /** Older entries have come: shows some before the oldest, the others when the reader goes on; the reader's place does not move. */
  prepend() {
    const [first, known] = [this.rows.first, this.#known()];
    if (!known) return;
    this.#scroll.keep(first?.querySelector(".text"), () => {
      this.rows.prepend(known);
      this.#edges();
    });
    if (this.#read) this.readTo(this.#read);
    this.#moved();
  }

  /** Shows messages as they are now. */
  change(messages) {
    this.rows.change(messages);
    if (this.#scroll.atEnd) this.#scroll.toEnd();
  }

  /** Draws the line between what was read, up to this seq, and what is new; 0 takes it away. @param {number} seq */
  readTo(seq) {
    if (this.#fresh?.isConnected) markFresh(this.#fresh, false);
    this.#fresh = null;
    this.#read = seq ?? 0;
    const fresh = this.#read && this.#entries.find((entry) => entry.seq > this.#read && entry.type === "message" && entry.from.user !== this.#view.self.user);
    this.#fresh = fresh ? this.rows.find(fresh.seq) : null;
    if (this.#fresh) markFresh(this.#fresh, true);
  }

  /** Goes to an entry, gives it the focus and lets it glow; false when it is not loaded. @param {number} seq */
  jump(seq) {
    if (!this.#room.log?.find(seq)) return false;
    while (!this.rows.find(seq) && this.#known()) this.rows.prepend(this.#known());
    const row = this.rows.find(seq);
    this.#scroll.leaveEnd();
    visit(row);
    row.scrollIntoView({ block: "center" });
    row.classList.remove("glow");
    requestAnimationFrame(() => row.classList.add("glow"));
    return true;
  }

  /** Shows how something of one's own fares. */
  post(post, message) {
    const old = this.#posts.querySelector(`[data-id="${post.id}"]`);
    if (post.state === "sent") {
      if (message?.seq <= this.#room.log.through) old?.remove(); // otherwise it stays until its place in the log is known
      return this.#edges();
    }
    const row = old ?? makeRow({ ...post, from: this.#view.self }, this.#view);
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

  get #entries() {
    return this.#room.log?.entries ?? [];
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
    if (empty) showBlank(byId("blank"), this.#room);
    this.#start.hidden = empty;
    if (!this.#loading) this.#start.textContent = this.#room.log && !this.#room.log.more && !this.#known() ? `The beginning of ${this.#title}` : "";
  }

  get #title() {
    const { name, about } = this.#room;
    return about?.peer ? `your messages with ${about.peer.name}` : `#${name}`;
  }

  #moved() {
    if (this.#scroll.atEnd) this.#unseen = 0;
    this.#pill();
    if (this.#scroll.above < 1 && this.#room && !this.#loading) this.#older();
  }

  /** The page before the oldest that is shown, where it is here already. */
  #known() {
    const first = this.rows.first;
    const at = first ? this.#entries.findIndex(({ seq }) => seq === first.said.seq) : this.#entries.length;
    return at > 0 ? this.#entries.slice(Math.max(0, at - STEP), at) : null;
  }

  #older() {
    if (this.#known()) this.prepend();
    else if (this.#room.log?.more) this.#fetch();
  }

  async #fetch() {
    const room = this.#room;
    this.#loading = true;
    this.#start.textContent = "Fetching earlier messages…";
    const came = await this.#acts.older(room).catch(() => false);
    if (room !== this.#room) return;
    this.#loading = false;
    this.#edges();
    if (came) return this.#moved();
    if (room.log?.more) this.#start.replaceChildren(makeButton("", "Earlier messages could not be fetched. Try again", () => this.#fetch()));
    this.#loading = Boolean(room.log?.more); // until the reader asks again
  }

  #pill() {
    this.#newer.hidden = this.#scroll.atEnd;
    const many = this.#unseen === 1 ? "1 new message" : `${this.#unseen} new messages`;
    this.#newer.textContent = this.#unseen ? many : "To the newest";
    this.#newer.classList.toggle("news", this.#unseen > 0);
  }
}
