import { asRoom } from "./address.js";
import { ask } from "./dialog.js";
import { moderates, owns } from "./may.js";
import { openMenu } from "./menu.js";
import { spokenOf } from "./titles.js";

const byId = (id) => document.getElementById(id);
const ACCESS = [["open", "open to everyone"], ["members", "for members only"]]; // prettier-ignore
const ABOUT = (about) => [
  { name: "title", label: "Title", value: about?.title, most: 80 },
  { name: "topic", label: "Topic", value: about?.topic, most: 300 },
];

/** Asks what a new room is to be, and makes it. @param {import("../parley.js").Parley} client @param {(room: string) => void} made @param {string} [name] */
export function makeRoom(client, made, name = "") {
  return ask({
    title: "Make a room",
    fields: [
      { name: "room", label: "Name", value: name, hint: "Small letters, digits and hyphens.", most: 64, required: true },
      ...ABOUT(),
      { name: "access", label: "Who may come in", value: "open", options: ACCESS },
    ],
    confirm: "Make it",
    act: async ({ room, access, title, topic }) => {
      await client.create(asRoom(room), { access, title, topic });
      made(asRoom(room));
    },
  });
}

/** Says the first words to somebody, or goes to where one has talked before. @param {import("../parley.js").Parley} client @param {{user: string, name: string}} who @param {(room: string) => void} go */
export function writeTo(client, { user, name }, go) {
  const known = [...client.mine.values()].find(({ peer }) => peer?.user === user);
  if (known) return go(known.room);
  return ask({
    title: `Message ${name}`,
    text: "Only the two of you can read it.",
    fields: [{ name: "text", label: "Message", type: "long", required: true }],
    confirm: "Send",
    act: async ({ text }) => go((await client.direct(user, text)).room),
  });
}

/** What can be done with the room that is shown. @param {import("../parley.js").Parley} client @param {() => import("../parley/room.js").Room} shown */
export function wireRoomMenu(client, shown) {
  byId("room-menu").onclick = () => {
    const room = shown();
    const direct = Boolean(room.about?.peer);
    openMenu(byId("room-menu"), "This room", [
      !direct && moderates(room.you) && !room.about?.archived && { label: "Change title and topic…", act: () => changeRoom(client, room) },
      !direct && owns(room.you) && archive(client, room),
      { label: "Leave…", danger: true, act: () => leave(client, room) },
    ]);
  };
}

function changeRoom(client, { name, about, you }) {
  return ask({
    title: "This room",
    fields: [...ABOUT(about), ...(owns(you) ? [{ name: "access", label: "Who may come in", value: about?.access, options: ACCESS }] : [])],
    confirm: "Save",
    act: (answers) => {
      const changed = Object.fromEntries(Object.entries(answers).filter(([field, value]) => value !== about?.[field]));
      return Object.keys(changed).length ? client.change(name, changed) : Promise.resolve();
    },
  });
}

function archive(client, { name, about }) {
  const archived = !about?.archived;
  const text = archived ? "Everyone can still read it. Nothing can be said until it is opened again." : "People can speak here again.";
  const act = () => ask({ title: archived ? "Archive this room?" : "Open this room again?", text, confirm: archived ? "Archive" : "Open", danger: archived, act: () => client.change(name, { archived }) });
  return { label: archived ? "Archive…" : "Open again…", act };
}

function leave(client, { name, about }) {
  return ask({
    title: `Leave ${spokenOf(name, about)}?`,
    text: about?.access === "members" && !about.peer ? "Only an invitation brings you back." : "It goes out of your list, on all your devices.",
    confirm: "Leave",
    danger: true,
    act: () => client.quit(name),
  });
}
