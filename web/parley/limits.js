/** The limits of the protocol, checked before anything is sent; each check returns a sentence, or null when all is well. */

export const TEXT_BYTES = 8192;
const ROOM = /^[a-z0-9-]{1,64}$/;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;
const CONTROLS_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/;

/** The size of a text on the wire. @param {string} text */
export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** @param {string} room @returns {string | null} */
export const faultOfRoom = (room) =>
  ROOM.test(room) ? null : "A room’s name is made of plain lowercase letters, digits and hyphens, 64 at most.";

/** @param {string} name @returns {string | null} */
export function faultOfName(name) {
  if (!name.trim()) return "Please choose a name.";
  if ([...name].length > 64) return "A name has 64 characters at most.";
  if (CONTROLS.test(name) || DIRECTION_OVERRIDES.test(name)) return "This name holds invisible control characters.";
  return null;
}

/** @param {string} text @returns {string | null} */
export function faultOfText(text) {
  if (!text.trim()) return "There is nothing to send yet.";
  if (CONTROLS_IN_TEXT.test(text)) return "This text holds control characters, which cannot be sent.";
  const over = bytesOf(text) - TEXT_BYTES;
  return over > 0 ? `This is ${over.toLocaleString()} bytes longer than a message may be.` : null;
}
