/** What the page remembers in this browser: a name or a sign-in, the last room and drafts; all of it may be missing or refused. */
import { faultOfRoom } from "../parley/limits.js";

const NAME = "parley.name";
const ROOM = "parley.room";
export const DRAFT = "parley.draft.";

function read(key, store = "localStorage") {
  try {
    return globalThis[store].getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing still talks.
  }
}

export const rememberedName = () => read(NAME) ?? "";
export const rememberName = (name) => write(NAME, name);
export const keepsSession = () => read("parley.session") ?? read("parley.session", "sessionStorage");
export const rememberedRoom = () => (faultOfRoom(read(ROOM) ?? "") ? "" : read(ROOM));
export const rememberRoom = (room) => write(ROOM, room);
export const draftOf = (room) => read(DRAFT + room) ?? "";
export const rememberDraft = (room, text) => write(DRAFT + room, text);
