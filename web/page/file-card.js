/** A file that came with a message: a picture where it is one, else a card to open it. */
import { make, makeIcon } from "./make.js";
import { tell } from "./tell.js";

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
const FILE = "M6 2.5h5.5L15 6v11.5H6zM11.5 2.5V6H15";

/** @param {{file: {name: string, type: string, size: number}}} message @param {import("./types.js").View} view */
export function makeFile(message, view) {
  const { name, type, size } = message.file;
  const words = make("span", "file-words", make("bdi", "file-name", name), make("small", "", `${sizeOf(size)} · ${kindOf(type)}`));
  const card = make("button", "file", makeIcon(FILE, 24), words);
  card.type = "button";
  card.onclick = () => tell(card, "file", { anchor: card });
  if (PICTURES.has(type)) import("./picture.js").then(({ showWhenNear }) => showWhenNear(card, () => view.link(message)), () => {}); // with the line down it stays a card
  return card;
}

/** How much it is, for people. @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, value] = bytes < 1e6 ? ["kB", bytes / 1e3] : ["MB", bytes / 1e6];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

const kindOf = (type) => type.split("/").at(-1).split("+")[0].toUpperCase();
