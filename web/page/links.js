/** Finds the web addresses in a text. A link is text that starts with http:// or https://; punctuation at its end is not part of it. */

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/gi;
const AFTERTHOUGHT = ".,:;!?'’…";

/** Cuts a text into pieces that give the text again when joined. @param {string} text @returns {{text: string, href?: string}[]} */
export function pieces(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const link = trimmed(match[0]);
    const href = address(link);
    if (!href) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: link, href });
    at = match.index + link.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
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
function address(link) {
  try {
    const url = new URL(link);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}

/** Puts a text into an element: text nodes and links, nothing else. @param {Element} element @param {string} text */
export function write(element, text) {
  element.replaceChildren(
    ...pieces(text).map((piece) => {
      if (!piece.href) return piece.text;
      const link = document.createElement("a");
      Object.assign(link, { href: piece.href, target: "_blank", rel: "noopener noreferrer", textContent: piece.text });
      return link;
    }),
  );
}
