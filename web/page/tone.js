/** A user's colour: one of eight, always the same. @param {string} user */
export function toneOf(user) {
  let sum = 7;
  for (const character of user) sum = (sum * 31 + character.codePointAt(0)) >>> 0;
  return `tone-${sum % 8}`;
}
