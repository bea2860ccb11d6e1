import { showRooms } from "./rooms-view.js";
import { spokenOf } from "./titles.js";

const LIVE = 20; // so many rooms are joined here; of the others, notices tell

/** The list of rooms at the side and the count in the window's title, kept up with what comes. */
export class Sidebar {
  #client;
  #current = "";
  #soon = false;

  /** @param {import("../parley.js").Parley} client */
  constructor(client) {
    this.#client = client;
    ["mine", "roster", "left", "about"].forEach((type) => client.on(type, () => this.soon()));
    client.on("state", ({ state }) => state === "online" && this.#ask());
    document.addEventListener("visibilitychange", () => document.hidden || client.state.state !== "online" || this.#ask());
  }

  /** Turns to a room. @param {string} room */
  turnTo(room) {
    this.#current = room;
    this.#draw();
  }

  /** Draws many changes at once. */
  soon() {
    if (this.#soon) return;
    this.#soon = true;
    setTimeout(() => this.#draw(), 50);
  }

  /** Asks what is ours, and enters the rooms of late. */
  async #ask() {
    try {
      const mine = [...(await this.#client.list()).values()];
      const late = mine.filter(({ room, archived }) => !archived && !this.#client.rooms.get(room)?.refusal).sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
      for (const { room } of late.slice(0, LIVE)) await this.#client.join(room).catch(() => {});
    } catch {
      // Without the list, the rooms that were entered here are shown.
    }
  }

  #draw() {
    this.#soon = false;
    const { mine, rooms } = this.#client;
    const shown = new Map(mine);
    if (!shown.has(this.#current)) shown.set(this.#current, { room: this.#current, unread: 0, mentions: 0, archived: false, title: "" });
    const present = new Set([...rooms.values()].flatMap(({ roster }) => roster.users.map(({ user }) => user)));
    showRooms({ rooms: [...shown.values()], current: this.#current, present });
    const unread = [...mine.values()].reduce((sum, each) => sum + each.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${spokenOf(this.#current, rooms.get(this.#current)?.about)} · Parley`;
  }
}
