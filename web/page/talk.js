import { Parley } from "../parley.js";
import { faultOfRoom } from "../parley/limits.js";
import { asRoom, roomOf } from "./address.js";
import { Composer } from "./composer.js";
import { LineView } from "./line-view.js";
import { LogView } from "./log-view.js";
import { rememberRooms } from "./memory.js";
import { showPeople } from "./people.js";
import { showRooms } from "./rooms-view.js";
import { wireSide } from "./side.js";

const byId = (id) => document.getElementById(id);

/** The conversation: one client, the rooms it is in, and the room that is looked at. */
export class Talk {
  #client;
  #self;
  #log;
  #composer = new Composer((text) => this.#client.say(this.#current, text));
  #closeSide = wireSide();
  #current = "";
  #unread = new Map();
  #news = []; // what is drawn with the next frame

  /** @param {string} url @param {string} name */
  constructor(url, name) {
    this.#client = new Parley({ url, name });
    this.#self = { user: "", name }; // until the service says who we are
    this.#log = new LogView(this.#self, {
      older: (room) => this.#client.older(room.name),
      again: (post) => this.#again(post),
      drop: (post) => this.#client.drop(this.#current, post.id),
    });
    this.#listen(new LineView(() => this.#client.wake()));
    this.#wire();
    byId("self-name").textContent = byId("you").textContent = name;
    byId("talk").hidden = false;
  }

  /** Connects and enters these rooms; looks at the first. @param {string[]} rooms */
  start(rooms) {
    rooms.forEach((room) => this.#client.join(room));
    this.#lookAt(rooms[0]);
    this.#client.connect();
  }

  #listen(lineView) {
    const here = (handle) => (detail) => detail.room === this.#current && handle(detail);
    const client = this.#client;
    client.on("state", (state) => lineView.show(state));
    client.on("message", ({ room, message }) => this.#count(room, message));
    client.on("message", here(({ message }) => this.#soon({ message })));
    client.on("you", ({ you }) => this.#know(you));
    client.on("post", here(({ post, message }) => this.#soon({ post, posted: message })));
    client.on("reset", here(() => this.#show()));
    client.on("refused", here(() => this.#show()));
    client.on("older", here(({ messages }) => this.#log.prepend(messages)));
    client.on("roster", here((roster) => showPeople(roster, this.#self)));
  }

  #wire() {
    byId("enter-form").onsubmit = (event) => {
      event.preventDefault();
      const room = asRoom(byId("enter-room").value);
      byId("enter-fault").textContent = faultOfRoom(room) ?? "";
      if (faultOfRoom(room)) return;
      byId("enter-room").value = "";
      location.hash = room;
    };
    addEventListener("hashchange", () => this.#lookAt(roomOf(location) || this.#current));
    document.addEventListener("visibilitychange", () => document.hidden || this.#seen());
    addEventListener("beforeunload", (event) => {
      const waiting = [...this.#client.rooms.values()].some(({ outbox }) => outbox.posts.some(({ state }) => state === "pending"));
      if (waiting) event.preventDefault(); // something is not sent yet
    });
  }

  #lookAt(room) {
    this.#current = room;
    this.#client.join(room);
    history.replaceState(null, "", `#${room}`);
    rememberRooms([room, ...[...this.#client.rooms.keys()].filter((each) => each !== room)]);
    byId("room-name").textContent = room;
    byId("rows").setAttribute("aria-label", `Messages in ${room}`);
    this.#closeSide();
    this.#show();
    this.#composer.turnTo(room);
    this.#seen();
  }

  #leave(room) {
    this.#client.leave(room).catch(() => {}); // a line that is down has left already
    this.#unread.delete(room);
    this.#lookAt(room === this.#current ? this.#client.rooms.keys().next().value : this.#current);
  }

  #again(post) {
    this.#log.forget(post);
    this.#client.say(this.#current, post.text);
  }

  #show() {
    const room = this.#client.rooms.get(this.#current);
    this.#news = [];
    this.#log.show(room);
    showPeople(room.roster, this.#self);
  }

  /** Draws many changes at once, with the next frame; a hidden page has no frames. */
  #soon(news) {
    this.#news.push(news);
    if (this.#news.length > 1) return;
    if (document.hidden) setTimeout(() => this.#draw(), 200);
    else requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const news = this.#news.splice(0);
    const messages = news.flatMap(({ message }) => message ?? []);
    if (messages.length) this.#log.add(messages);
    news.forEach(({ post, posted }) => post && this.#log.post(post, posted));
  }

  #know(you) {
    this.#self.user = you.user;
  }

  #count(room, message) {
    if (message.from.user === this.#self.user || (room === this.#current && !document.hidden)) return;
    this.#unread.set(room, (this.#unread.get(room) ?? 0) + 1);
    this.#list();
  }

  #seen() {
    this.#unread.delete(this.#current);
    this.#list();
  }

  #list() {
    const unread = [...this.#unread.values()].reduce((sum, count) => sum + count, 0);
    document.title = `${unread ? `(${unread}) ` : ""}#${this.#current} · Parley`;
    const names = [...this.#client.rooms.keys()].sort();
    showRooms({ names, current: this.#current, unread: this.#unread, leave: (room) => this.#leave(room) });
  }
}
