/** Finds the web addresses in a text. A link is text that starts with http:// or https://; punctuation at its end is not part of it. */

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”`\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/iy;
const AFTERTHOUGHT = ".,:;!?'’…*_~";

/**
 * The address that starts here: `end` is where the text goes on; without `href` it is none that a browser reads.
 *
 * @param {string} text @param {number} at @returns {{text: string, href: string | null, end: number} | null}
 */
export function addressAt(text, at) {
  ADDRESS.lastIndex = at;
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const link = trimmed(match[0]);
  const href = addressOf(link);
  return { text: link, href, end: at + (href ? link : match[0]).length };
}

/** Drops closing punctuation, and closing brackets that nothing in the address opens. */
function trimmed(link) {
  const count = (mark) => link.split(mark).length;
  const surplus = { ")": count(")") - count("("), "]": count("]") - count("["), "}": count("}") - count("{") };
  let end = link.length;
  while (AFTERTHOUGHT.includes(link[end - 1]) || surplus[link[end - 1]]-- > 0) end -= 1;
  return link.slice(0, end);
}

/** The address as the browser reads it; null for what it cannot read, and where a user name could disguise the host. */
function addressOf(link) {
  try {
    const url = new URL(link);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}
