/** A request id that nobody else makes: 120 random bits, within `[A-Za-z0-9_-]{1,64}`. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => "0123456789abcdefghjkmnpqrstvwxyz"[byte & 31]).join("");
}
