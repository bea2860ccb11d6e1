import { Acts } from "./acts.js";
import { wireBar } from "./bar.js";
import { Completion } from "./completion.js";
import "./deeds-sheet.js";
import "./sections.js";
import { Edit } from "./edit.js";
import { Finder } from "./finder.js";
import { makeButton } from "./make.js";
import { rememberRoom } from "./memory.js";
import { mentionsIn } from "./mentions.js";
import { showPanel, wirePanel } from "./panel.js";
import { People } from "./people.js";
import { makeRoom, wireRoomMenu, writeTo } from "./room-menu.js";
import { Reading } from "./reading.js";
import { wireKeys } from "./row-keys.js";
import { inOrder } from "./rooms-view.js";
import { Search } from "./search.js";
import { Stretch } from "./stretch.js";
import { showShortcuts, wireShortcuts } from "./shortcuts.js";
import { Thread } from "./thread.js";
import { spokenOf } from "./titles.js";
import { oops, toast } from "./toasts.js";
import { showTyping } from "./typing-line.js";
import { Uploads } from "./uploads.js";

const byId = (id) => document.getElementById(id);
const open = (room) => (location.hash = room);

/** What can be done beyond reading and writing. A page without it can be read and written in; it comes a moment after that. */
export class Deeds {
  #talk;

  /** @param {import("./talk.js").Talk} talk */
  constructor(talk) {
    this.#talk = talk;
    const { client, view, people, composer, log } = talk;
    this.people = new People(client, { direct: (user, name) => writeTo(client, { user, name }, open), mention: (name) => composer.mention(name) });
    this.uploads = new Uploads(client, () => composer.refresh());
    this.reading = new Reading(client, () => !log.cut);
    this.stretch = new Stretch(log, (room) => client.older(room.name));
    this.edit = new Edit(client, () => composer.focus());
    this.thread = new Thread(client, view, people);
    this.search = new Search(client, view);
    this.finder = new Finder(client, open);
    this.acts = new Acts(client, {
      room: () => talk.room,
      reply: (message) => composer.reply(message),
      edit: (message) => this.edit.start(talk.room.name, message),
      thread: (seq) => this.thread.open(talk.room.name, seq),
      go: (seq) => this.go(seq),
      person: (anchor, who) => this.people.menu(anchor, who),
    });
    composer.complete(new Completion(byId("text"), people));
    const can = (act, message) => this.acts.can(act, message);
    wireBar(byId("log"), can);
    wireKeys(byId("log"), log, can);
    this.#wire();
    this.#listen();
  }

  /** Turns to a room, or to what it has become. @param {import("../parley/room.js").Room} room */
  turnTo(room) {
    this.people.turnTo(room);
    this.reading.turnTo(room);
    this.uploads.turnTo(room.name);
    this.thread.turnTo(room.name);
    this.search.turnTo(room.name);
    showTyping(room.typists.users);
  }

  /** Whom a text mentions. @param {string} text */
  mentions(text) {
    return mentionsIn(text, this.#talk.people());
  }

  /** Edits what one said last. */
  editLast() {
    const { room, client } = this.#talk;
    const own = ({ type, from, erased, file }) => type === "message" && from.user === client.self.user && !erased && !file;
    const last = room.log?.entries.findLast(own);
    if (last && this.stretch.jump(last.seq)) this.edit.start(room.name, last);
  }

  /** Goes to a message, however far back. @param {number} seq */
  async go(seq) {
    const { room, client } = this.#talk;
    const still = () => room === this.#talk.room;
    try {
      while (still() && room.log.floor >= seq && (await client.older(room.name)));
    } catch (error) {
      return oops(error);
    }
    if (still() && !this.stretch.jump(seq)) toast("This message is no longer there.");
  }

  #wire() {
    const { client } = this.#talk;
    wirePanel();
    byId("room-new").onclick = () => makeRoom(client, open, byId("enter-room").value);
    wireRoomMenu(client, () => this.#talk.room);
    wireShortcuts({ find: () => this.finder.focus(), step: (by, news) => this.#step(by, news), search: () => showPanel("search") });
    byId("settings-more").append(makeButton("", "Keyboard shortcuts", showShortcuts));
  }

  #listen() {
    const { client } = this.#talk;
    const here = (handle) => (detail) => detail.room === this.#talk.room?.name && handle(detail);
    client.on("roster", here(() => this.people.show()));
    client.on("typing", here(({ users }) => showTyping(users.filter(({ user }) => user !== client.self.user))));
    client.on("left", () => this.#talk.room || this.#elsewhere());
    client.on("mine", () => this.reading.look());
    client.on("notice", (notice) => this.#notice(notice));
    client.on("signedOut", (how) => how.reason === "banned" && this.#banned(how));
    client.on("error", ({ error }) => oops(error));
  }

  async #banned(how) {
    (await import("./signed-out.js")).showSignedOut(how);
  }

  /** To another room of ours; without one, to the welcome. */
  #elsewhere() {
    const [next] = inOrder([...this.#talk.client.mine.values()]);
    if (next) return open(next.room);
    rememberRoom("");
    location.replace(location.pathname);
  }

  #notice({ room, reason, from, text }) {
    const { client } = this.#talk;
    const where = reason === "mention" ? ` in ${spokenOf(room, client.mine.get(room))}` : "";
    toast(text.slice(0, 140), { who: `${from.name}${where}`, act: () => open(room) });
    if (reason === "direct") client.join(room);
  }

  #step(by, onlyNews) {
    const rooms = inOrder([...this.#talk.client.mine.values()]);
    const at = rooms.findIndex(({ room }) => room === this.#talk.room.name);
    for (let step = 1; step <= rooms.length; step++) {
      const next = rooms[(at + by * step + rooms.length * step) % rooms.length];
      if (next && (!onlyNews || next.unread)) return void open(next.room);
    }
  }
}
