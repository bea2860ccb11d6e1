/** Shows a text with the marks of docs/markup.md: elements of a closed list and text nodes are built, and nothing is ever read as HTML. */
import { blocks } from "./blocks.js";
import { inline } from "./inline.js";
import { make } from "./make.js";

const LARGE_UP_TO = 6; // so many emoji alone are a gesture, more are a text
const EMOJI = /\p{RGI_Emoji}/gv;

/** The text as nodes. @param {string} text @param {{mentions?: {user: string, name: string}[]}} [known] @returns {DocumentFragment} */
export function markup(text, { mentions = [] } = {}) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(text).flatMap((block) => blockNodes(block, mentions)));
  return fragment;
}

/** The text without its marks, in one line. @param {string} text */
export const plain = (text) => blocks(text).map(blockWords).join(" ").replace(/\s+/g, " ").trim();

/** Whether a text is a few emoji and nothing else. @param {string} text */
export function onlyEmoji(text) {
  if (text.length > 200 || text.replace(EMOJI, "").trim() !== "") return false;
  const count = text.match(EMOJI)?.length ?? 0;
  return count > 0 && count <= LARGE_UP_TO;
}

function blockNodes(block, mentions) {
  if (block.kind === "text") return lineNodes(block.lines, mentions);
  if (block.kind === "code") return codeBlock(block);
  if (block.kind === "quote") return directed(make("blockquote", "", ...block.blocks.flatMap((each) => blockNodes(each, mentions))));
  const list = make(block.start === null ? "ul" : "ol", "", ...block.items.map((item) => directed(make("li", "", ...nodes(inline(item, mentions))))));
  if (block.start !== null) list.start = block.start;
  return list;
}

function lineNodes(lines, mentions) {
  return lines.flatMap((line, index) => [...(index ? ["\n"] : []), ...nodes(inline(line, mentions))]);
}

function codeBlock({ text, language }) {
  const block = make("pre", "", make("code", "", text));
  if (language) block.dataset.language = language;
  block.tabIndex = 0; // it scrolls sideways, by keys too
  block.dir = "ltr";
  return block;
}

const nodes = (inlines) => inlines.map((each) => builders[each.kind](each));

const builders = {
  text: ({ text }) => text,
  code: ({ text }) => make("code", "", text),
  em: ({ nodes: inside }) => make("em", "", ...nodes(inside)),
  strong: ({ nodes: inside }) => make("strong", "", ...nodes(inside)),
  s: ({ nodes: inside }) => make("s", "", ...nodes(inside)),
  mention: ({ text, user }) => {
    const mention = make("bdi", "mention", text);
    mention.dataset.user = user;
    return mention;
  },
  link: ({ text, href }) => {
    const link = make("a", "", make("bdi", "", text));
    Object.assign(link, { href, target: "_blank", rel: "noopener noreferrer" });
    const { protocol, host } = new URL(href);
    const [shown, rest] = [`${protocol}//${host}`, text.toLowerCase()];
    if (rest.startsWith(shown) && /^(?:$|[/?#])/.test(rest.slice(shown.length))) return link;
    link.append(make("small", "host", `(${host})`)); // where the words do not say it, the link does
    return link;
  },
};

function directed(element) {
  element.dir = "auto";
  return element;
}

function blockWords(block) {
  if (block.kind === "text") return block.lines.map((line) => words(inline(line))).join(" ");
  if (block.kind === "code") return block.text;
  return block.kind === "quote" ? block.blocks.map(blockWords).join(" ") : block.items.map((item) => words(inline(item))).join(" ");
}

const words = (inlines) => inlines.map(({ text, nodes: inside }) => text ?? words(inside)).join("");
