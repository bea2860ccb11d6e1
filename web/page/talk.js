import { Parley } from "../parley.js";
import { roomOf } from "./address.js";
import { Composer } from "./composer.js";
import { LineView } from "./line-view.js";
import { LogView } from "./log-view.js";
import { rememberRoom } from "./memory.js";
import { Names } from "./names.js";
import { showHead } from "./room-head.js";
import { wireSide } from "./side.js";
import { Sidebar } from "./sidebar.js";

const byId = (id) => document.getElementById(id);

/** The conversation: one client, the rooms that are ours, and the room that is looked at, to read and to write in. */
export class Talk {
  /** What can be done beyond that; it comes when the first room is there. @type {import("./deeds.js").Deeds | null} */
  deeds = null;
  #self;
  #names = new Names();
  #current = "";
  #news = nothing(); // what is drawn with the next frame
  #drawing = false;
  #muted = null;
  #goal = 0; // a message to go to when the room is there
  #closeSide = wireSide();

  /** @param {import("../parley/types.js").Options} options */
  constructor(options) {
    const { name } = options;
    this.client = new Parley(options);
    this.#self = { user: "", name }; // until the service says who we are
    this.#names.listen(this.client);
    this.#make();
    this.#listen(new LineView(() => this.client.wake()));
    this.#wire();
    byId("self-name").textContent = byId("you").textContent = name;
    byId("talk").hidden = false;
  }

  /** Connects, and looks at this room. @param {string} room @param {number} [at] a message in it */
  start(room, at = 0) {
    this.#goal = at;
    this.#lookAt(room);
    this.client.connect();
  }

  /** The room that is shown. */
  get room() {
    return this.client.rooms.get(this.#current);
  }

  #make() {
    const { client } = this;
    const link = ({ room, seq }) => client.link(room ?? this.#current, seq);
    const person = (user) => (user === this.#self.user ? this.#self.name : this.#names.of(user));
    this.people = () => this.#names.all.filter(({ user }) => user !== this.#self.user);
    this.view = { self: this.#self, person, link, find: (seq) => this.room?.log?.find(seq) };
    this.composer = new Composer({
      say: (text, extras) => this.#say(text, extras),
      type: () => client.typing(this.#current),
      editLast: () => this.deeds?.editLast(),
      filesWait: () => Boolean(this.deeds?.uploads.waiting),
      mentions: (text) => this.deeds?.mentions(text) ?? [],
    });
    this.sidebar = new Sidebar(client);
    this.log = new LogView(this.#self, {
      again: (post) => this.#again(post),
      drop: (post) => client.drop(this.#current, post.id),
      link,
      person,
    });
  }

  #listen(lineView) {
    const { client } = this;
    const here = (handle) => (detail) => detail.room === this.#current && handle(detail);
    client.on("state", (state) => lineView.show(state));
    client.on("you", ({ you }) => you && (this.#self.user = you.user));
    ["you", "about"].forEach((type) => client.on(type, here(() => this.#head())));
    client.on("entry", here(({ entry }) => this.#soon(({ entries }) => entries.push(entry))));
    client.on("change", here(({ message }) => this.#soon(({ changed }) => changed.add(message))));
    client.on("post", here(({ post, message }) => this.#soon(({ posts }) => posts.push([post, message]))));
    ["reset", "refused"].forEach((type) => client.on(type, here(() => this.#arrived())));
  }

  #wire() {
    byId("out-retry").onclick = () => this.client.join(this.#current);
    addEventListener("hashchange", () => this.#lookAt(roomOf(location) || this.#current));
    addEventListener("beforeunload", (event) => {
      const waiting = [...this.client.rooms.values()].some(({ outbox }) => outbox.posts.some(({ state }) => state === "pending"));
      if (waiting || this.deeds?.uploads.busy) event.preventDefault(); // something is not sent yet
    });
  }

  #lookAt(room) {
    const read = this.client.mine.get(room)?.read ?? 0;
    this.#current = room;
    this.client.join(room);
    history.replaceState(null, "", `#${room}`);
    rememberRoom(room);
    this.deeds?.edit.stop();
    this.#closeSide();
    this.#show(read);
    this.sidebar.turnTo(room);
  }

  #show(read = this.client.mine.get(this.#current)?.read ?? 0) {
    const { room } = this;
    this.#news = nothing();
    this.log.show(room);
    if (read && this.client.mine.get(this.#current)?.unread) this.log.readTo(read);
    this.#head();
    this.deeds?.turnTo(room);
  }

  /** The room is there, or is not to be had. */
  async #arrived() {
    this.#show();
    if (!this.deeds) {
      let early = null; // what is clicked before it can be done is done then
      const note = ({ target }) => (early = target.closest("[data-panel], #room-new, #room-menu"));
      addEventListener("click", note);
      const { Deeds } = await import("./deeds.js").catch(() => ({})); // with the line down; the next room tries again
      this.deeds ??= Deeds ? new Deeds(this) : null;
      removeEventListener("click", note);
      this.deeds?.turnTo(this.room);
      if (this.deeds) early?.click();
    }
    if (this.#goal && this.room.log) this.deeds?.go(this.#goal);
    this.#goal = 0;
  }

  #head() {
    const { muted } = this.room.you ?? {};
    showHead(this.#current, this.room, this.composer);
    clearTimeout(this.#muted);
    if (muted > Date.now()) this.#muted = setTimeout(() => this.#head(), Math.min(muted - Date.now(), 2 ** 31 - 1));
  }

  #say(text, extras) {
    this.log.readTo(0);
    const apart = extras.reply || extras.mentions.length; // a file’s text can be neither an answer nor a mention
    const files = this.deeds?.uploads.waiting;
    if (files) this.deeds.uploads.send(apart ? "" : text);
    if (!files || (apart && text)) this.client.say(this.#current, text, extras);
  }

  #again(post) {
    this.client.again(this.#current, post.id);
    this.log.forget(post);
  }

  /** Draws many changes at once, with the next frame; a hidden page has no frames. */
  #soon(note) {
    note(this.#news);
    if (this.#drawing) return;
    this.#drawing = true;
    if (document.hidden) setTimeout(() => this.#draw(), 200);
    else requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const { entries, changed, posts } = this.#news;
    this.#drawing = false;
    this.#news = nothing();
    if (entries.length) this.log.add(entries);
    if (changed.size) this.log.change([...changed]);
    posts.forEach(([post, message]) => this.log.post(post, message));
    this.deeds?.reading.look();
  }
}

const nothing = () => ({ entries: [], changed: new Set(), posts: [] });
