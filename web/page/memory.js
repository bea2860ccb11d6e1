/** What the page remembers in this browser: a name and the rooms; all of it may be missing or refused. */
import { faultOfRoom } from "../parley/limits.js";

const NAME = "parley.name";
const ROOMS = "parley.rooms";

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still talks.
  }
}

export const rememberedName = () => read(NAME) ?? "";
export const rememberName = (name) => write(NAME, name);
export const rememberedRooms = () => (read(ROOMS) ?? "").split(" ").filter((room) => !faultOfRoom(room));
export const rememberRooms = (rooms) => write(ROOMS, rooms.slice(0, 20).join(" "));
