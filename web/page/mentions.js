/** Whom a text mentions: everyone whose name follows an “@”, the longest name first. @param {string} text @param {{user: string, name: string}[]} people @returns {string[]} */
export function mentionsIn(text, people) {
  const found = new Set();
  const all = [...people, { user: "room", name: "room" }].sort((a, b) => b.name.length - a.name.length);
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1).toLowerCase();
    const one = all.find(({ name }) => rest.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)));
    if (one && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ")) found.add(one.user);
  }
  return [...found].slice(0, 20);
}
