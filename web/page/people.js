import { ask } from "./dialog.js";
import { make, makeButton } from "./make.js";
import { actsOn, moderates } from "./may.js";
import { openMenu } from "./menu.js";
import { refill } from "./refill.js";
import { oops } from "./toasts.js";
import { toneOf } from "./tone.js";

const byId = (id) => document.getElementById(id);
const LASTS = [["10", "10 minutes"], ["60", "an hour"], ["1440", "a day"], ["10080", "a week"], ["", "until it is lifted"]]; // prettier-ignore
const DONE = { mute: "Mute", kick: "Put out", ban: "Ban" };

/** Who is here, who belongs to the room, and what may be done about them. */
export class People {
  #client;
  #acts;
  #room = null;
  #members = new Map(); // user -> member, of the room that is shown
  #all = false;

  /** @param {import("../parley.js").Parley} client @param {{direct: (user: string, name: string) => void, mention: (name: string) => void}} acts */
  constructor(client, acts) {
    this.#client = client;
    this.#acts = acts;
    byId("invite").onclick = () => this.#invite();
    byId("panel").addEventListener("panel", ({ detail }) => detail.name === "people" && this.#ask());
    client.on("entry", ({ room, entry }) => entry.type === "member" && room === this.#room?.name && this.#learn(entry));
  }

  /** Turns to a room. @param {import("../parley/room.js").Room} room */
  turnTo(room) {
    if (room !== this.#room) this.#members.clear();
    this.#room = room;
    this.show();
    if (!byId("people-panel").hidden) this.#ask();
  }

  /** Shows who is here now. */
  show() {
    const { users, here } = this.#room.roster;
    const listed = users.length;
    // The list stops at 100 users; beyond that only the number of connections is known.
    const many = listed >= 100 && here > listed ? `${here}` : `${listed}`;
    const away = [...this.#members.values()].filter(({ user }) => !users.some((each) => each.user === user));
    refill(byId("people"), users.map((user) => this.#person({ ...this.#members.get(user.user), ...user }, true)));
    refill(byId("members"), away.sort((a, b) => a.name.localeCompare(b.name)).map((member) => this.#person(member, false)));
    byId("members").hidden = byId("members-title").hidden = away.length === 0;
    byId("people-count").textContent = listed ? many : "";
    byId("room-here").textContent = listed ? many : "";
    byId("people-open").setAttribute("aria-label", listed ? `People, ${many} here` : "People");
    byId("invite").hidden = !moderates(this.#room.you) || Boolean(this.#room.about?.peer);
  }

  /** What can be done about somebody, in a menu. @param {Element} anchor @param {{user: string, name: string}} who */
  async menu(anchor, who) {
    const { you } = this.#room;
    if (moderates(you) && !this.#all) await this.#ask();
    const other = { role: "visitor", ...this.#members.get(who.user), ...who };
    const own = other.user === this.#client.self.user;
    openMenu(anchor, other.name, [
      !own && { label: "Message", act: () => this.#acts.direct(other.user, other.name) },
      { label: "Mention", act: () => this.#acts.mention(other.name) },
      ...actsOn(you && { ...you, user: this.#client.self.user }, other).map((how) => ({ ...how, act: () => this.#moderate(other, how) })),
    ]);
  }

  #person(who, here) {
    const own = who.user === this.#client.self.user;
    const notes = [own && "you", who.role && who.role !== "visitor" && who.role, who.muted && "muted", who.banned && "banned"].filter(Boolean);
    const name = makeButton("person", make("bdi", "", who.name), () => this.menu(name, who));
    name.setAttribute("aria-haspopup", "menu");
    const item = make("li", `${own ? "tone-mine" : toneOf(who.user)}${here ? "" : " away"}`, name, notes.length && make("small", "", notes.join(", ")));
    item.dataset.key = who.user;
    return item;
  }

  async #ask() {
    const room = this.#room;
    if (!room?.line) return;
    try {
      const found = new Map();
      for (let after; after !== null; ) {
        const page = await this.#client.members(room.name, after);
        page.members.forEach((member) => found.set(member.user, member));
        after = page.next ?? null;
      }
      if (room !== this.#room) return;
      this.#members = found;
      this.#all = true;
      this.show();
    } catch {
      // Roles are missing until they are asked for again; who is here is known.
    }
  }

  #learn({ act, user, name, role, muted, banned }) {
    const stays = (role && role !== "visitor") || muted || banned;
    if (!stays || act === "quit") this.#members.delete(user);
    else this.#members.set(user, { user, name, role, muted, banned });
    this.show();
  }

  #moderate({ user, name }, { act, label, lasts, danger }) {
    const { name: room } = this.#room;
    const done = (how) => this.#client.moderate(room, user, act, how);
    if (!DONE[act]) return done().catch(oops);
    return ask({
      title: `${label.replace("…", "")}: ${name}`,
      fields: [
        ...(lasts ? [{ name: "minutes", label: "For how long", options: LASTS, value: act === "mute" ? "60" : "" }] : []),
        { name: "reason", label: "Why", hint: "Everyone in the room can read it.", most: 200 },
      ],
      confirm: DONE[act],
      danger,
      act: ({ minutes, reason }) => done({ ...(minutes && { minutes: Number(minutes) }), ...(reason && { reason }) }),
    });
  }

  #invite() {
    const { name: room } = this.#room;
    return ask({
      title: "Invite somebody",
      fields: [{ name: "user", label: "Who", hint: "The user, for instance guest:ben. Whoever has come by name is “guest:” and the name in small letters.", required: true }],
      confirm: "Invite",
      act: ({ user }) => this.#client.moderate(room, user.includes(":") ? user : `guest:${user.toLowerCase()}`, "invite"),
    });
  }
}
