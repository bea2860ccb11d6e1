import { Parley } from "../parley.js";
import { Acts } from "./acts.js";
import { roomOf } from "./address.js";
import { Composer } from "./composer.js";
import { Edit } from "./edit.js";
import { Finder } from "./finder.js";
import { LineView } from "./line-view.js";
import { LogView } from "./log-view.js";
import { make, makeButton } from "./make.js";
import { rememberRoom } from "./memory.js";
import { Names } from "./names.js";
import { showPanel } from "./panel.js";
import { People } from "./people.js";
import { Reading } from "./reading.js";
import { showHead } from "./room-head.js";
import { makeRoom, wireRoomMenu, writeTo } from "./room-menu.js";
import { inOrder, showRooms } from "./rooms-view.js";
import { Search } from "./search.js";
import { showShortcuts, wireShortcuts } from "./shortcuts.js";
import { wireSide } from "./side.js";
import { Thread } from "./thread.js";
import { spokenOf } from "./titles.js";
import { oops, toast } from "./toasts.js";
import { showTyping } from "./typing-line.js";
import { Uploads } from "./uploads.js";

const byId = (id) => document.getElementById(id);
const LIVE = 20; // so many rooms are joined here; of the others, notices tell

/** The conversation: one client, the rooms that are ours, and the room that is looked at. */
export class Talk {
  #client;
  #self;
  #names = new Names();
  #current = "";
  #news = { entries: [], changed: new Set(), posts: [] }; // what is drawn with the next frame
  #drawing = false;
  #listing = false;
  #goal = 0; // a message to go to when the room is there
  #closeSide = wireSide();

  /** @param {string} url @param {string} name */
  constructor(url, name) {
    this.#client = new Parley({ url, name });
    this.#self = { user: "", name }; // until the service says who we are
    this.#names.listen(this.#client);
    this.#make();
    this.#listen(new LineView(() => this.#client.wake()));
    this.#wire();
    byId("self-name").textContent = byId("you").textContent = name;
    byId("talk").hidden = false;
  }

  /** Connects, and looks at this room. @param {string} room @param {number} [at] a message in it */
  start(room, at = 0) {
    this.#goal = at;
    this.#lookAt(room);
    this.#client.connect();
  }

  get #room() {
    return this.#client.rooms.get(this.#current);
  }

  #make() {
    const client = this.#client;
    const link = ({ room, seq }) => client.link(room ?? this.#current, seq);
    const person = (user) => (user === this.#self.user ? this.#self.name : this.#names.of(user));
    const people = () => this.#names.all.filter(({ user }) => user !== this.#self.user);
    const view = { self: this.#self, person, link, find: (seq) => this.#room?.log?.find(seq) };
    this.people = new People(client, { direct: (user, name) => this.#direct({ user, name }), mention: (name) => this.composer.mention(name) });
    this.uploads = new Uploads(client, () => this.composer?.refresh());
    this.composer = new Composer({ say: (text, extras) => this.#say(text, extras), type: () => client.typing(this.#current), editLast: () => this.#editLast(), files: this.uploads, people });
    this.edit = new Edit(client, () => this.composer.focus());
    this.thread = new Thread(client, view, people);
    this.search = new Search(client, view);
    this.reading = new Reading(client);
    this.finder = new Finder(client, (room) => (location.hash = room));
    this.acts = new Acts(client, {
      room: () => this.#room,
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.edit.start(this.#current, message),
      thread: (seq) => this.thread.open(this.#current, seq),
      go: (seq) => this.#go(seq),
      person: (anchor, who) => this.people.menu(anchor, who),
    });
    this.log = new LogView(this.#self, {
      older: (room) => client.older(room.name),
      again: (post) => this.#again(post),
      drop: (post) => client.drop(this.#current, post.id),
      can: (act, message) => this.acts.can(act, message),
      link,
      person,
    });
  }

  #listen(lineView) {
    const here = (handle) => (detail) => detail.room === this.#current && handle(detail);
    const client = this.#client;
    client.on("state", (state) => {
      lineView.show(state);
      if (state.state === "online") this.#listMine();
    });
    client.on("you", ({ you }) => you && (this.#self.user = you.user));
    client.on("you", here(() => this.#head()));
    client.on("about", here(() => this.#head()));
    client.on("entry", here(({ entry }) => this.#soon(({ entries }) => entries.push(entry))));
    client.on("change", here(({ message }) => this.#soon(({ changed }) => changed.add(message))));
    client.on("post", here(({ post, message }) => this.#soon(({ posts }) => posts.push([post, message]))));
    client.on("reset", here(() => this.#show()));
    client.on("refused", here(() => this.#show()));
    client.on("older", here(({ entries }) => this.log.prepend(entries)));
    client.on("roster", here(() => this.people.show()));
    client.on("roster", () => this.#soonList());
    client.on("typing", here(({ users }) => showTyping(users.filter(({ user }) => user !== this.#self.user))));
    client.on("mine", () => this.#soonList());
    client.on("left", ({ room }) => this.#gone(room));
    client.on("notice", (notice) => this.#notice(notice));
    client.on("error", ({ error }) => oops(error));
  }

  #wire() {
    const client = this.#client;
    byId("room-new").onclick = () => makeRoom(client, (room) => (location.hash = room), byId("enter-room").value);
    byId("out-retry").onclick = () => client.join(this.#current).catch(oops);
    wireRoomMenu(client, () => this.#room);
    wireShortcuts({ find: () => this.finder.focus(), step: (by, news) => this.#step(by, news), search: () => showPanel("search") });
    byId("settings-more").append(makeButton("", "Keyboard shortcuts", showShortcuts));
    addEventListener("hashchange", () => this.#lookAt(roomOf(location) || this.#current));
    document.addEventListener("visibilitychange", () => document.hidden || client.state.state !== "online" || this.#listMine());
    addEventListener("beforeunload", (event) => {
      const waiting = [...client.rooms.values()].some(({ outbox }) => outbox.posts.some(({ state }) => state === "pending"));
      if (waiting || this.uploads.busy) event.preventDefault(); // something is not sent yet
    });
  }

  #lookAt(room) {
    const read = this.#client.mine.get(room)?.read ?? 0;
    this.#current = room;
    this.#client.join(room).catch(oops);
    history.replaceState(null, "", `#${room}`);
    rememberRoom(room);
    this.edit.stop();
    this.#closeSide();
    this.uploads.turnTo(room);
    this.thread.turnTo(room);
    this.search.turnTo(room);
    this.#show(read);
    this.#list();
  }

  #show(read = this.#client.mine.get(this.#current)?.read ?? 0) {
    const room = this.#room;
    this.#news = { entries: [], changed: new Set(), posts: [] };
    this.log.show(room);
    if (read && this.#client.mine.get(this.#current)?.unread) this.log.readTo(read);
    this.people.turnTo(room);
    this.#head();
    this.reading.turnTo(room);
    showTyping([]);
    if (this.#goal && room.log) this.#go(this.#goal, (this.#goal = 0));
  }

  #head() {
    showHead(this.#current, this.#room, this.composer);
    this.#title();
  }

  #say(text, extras) {
    this.log.readTo(0);
    const apart = extras.reply || extras.mentions.length; // a file’s text can be neither an answer nor a mention
    const files = this.uploads.waiting;
    if (files) this.uploads.send(apart ? "" : text);
    if (!files || (apart && text)) this.#client.say(this.#current, text, extras);
  }

  #again(post) {
    this.#client.again(this.#current, post.id);
    this.log.forget(post);
  }

  #editLast() {
    const own = ({ type, from, erased, seq }) => type === "message" && from.user === this.#self.user && !erased && !this.#room.log.find(seq).file;
    const last = this.#room.log?.entries.findLast(own);
    if (last && this.log.jump(last.seq)) this.edit.start(this.#current, last);
  }

  /** Goes to a message, however far back. */
  async #go(seq) {
    const room = this.#room;
    try {
      while (room === this.#room && room.log.floor >= seq && (await this.#client.older(room.name)));
    } catch (error) {
      return oops(error);
    }
    if (room === this.#room && !this.log.jump(seq)) toast("This message is no longer there.");
  }

  #direct(who) {
    writeTo(this.#client, who, (room) => (location.hash = room));
  }

  #gone(room) {
    if (room !== this.#current) return this.#soonList();
    const next = inOrder([...this.#client.mine.values()])[0]?.room ?? "general";
    location.hash = next;
  }

  #notice({ room, reason, from, text }) {
    const about = this.#client.mine.get(room);
    const where = reason === "mention" ? ` in ${spokenOf(room, about)}` : "";
    toast(text.slice(0, 140), { who: `${from.name}${where}`, act: () => (location.hash = room) });
    if (reason === "direct") this.#client.join(room).catch(oops);
  }

  #step(by, onlyNews) {
    const rooms = inOrder([...this.#client.mine.values()]);
    const at = rooms.findIndex(({ room }) => room === this.#current);
    for (let step = 1; step <= rooms.length; step++) {
      const next = rooms[(at + by * step + rooms.length * step) % rooms.length];
      if (next && (!onlyNews || next.unread)) return void (location.hash = next.room);
    }
  }

  /** Asks what is ours, and enters the rooms of late. */
  async #listMine() {
    try {
      const mine = [...(await this.#client.list()).values()];
      const late = mine.filter(({ archived }) => !archived).sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
      for (const { room } of late.slice(0, LIVE)) await this.#client.join(room).catch(() => {});
    } catch {
      // Without the list, the rooms that were entered here are shown.
    }
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
    this.#news = { entries: [], changed: new Set(), posts: [] };
    if (entries.length) this.log.add(entries);
    if (changed.size) this.log.change([...changed]);
    posts.forEach(([post, message]) => this.log.post(post, message));
    this.reading.look();
  }

  #soonList() {
    if (this.#listing) return;
    this.#listing = true;
    setTimeout(() => this.#list(), 50);
  }

  #list() {
    this.#listing = false;
    const { mine, rooms } = this.#client;
    const shown = new Map(mine);
    if (!shown.has(this.#current)) shown.set(this.#current, { room: this.#current, unread: 0, mentions: 0, archived: false, title: "" });
    const present = new Set([...rooms.values()].flatMap(({ roster }) => roster.users.map(({ user }) => user)));
    showRooms({ rooms: [...shown.values()], current: this.#current, present });
    this.#title();
  }

  #title() {
    const unread = [...this.#client.mine.values()].reduce((sum, mine) => sum + mine.unread, 0);
    const spoken = spokenOf(this.#current, this.#room?.about);
    document.title = `${unread ? `(${unread}) ` : ""}${spoken} · Parley`;
  }
}
