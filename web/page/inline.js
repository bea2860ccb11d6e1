/** The marks inside a line: code, links, mentions, emphasis. Pure; the time it takes grows with the length of the line, whatever is in it. @import {Inline, User} from "./types.js" */
import { addressAt } from "./links.js";

const MARK = /`+|\[|\bhttps?:\/\/|@|\*+|_+|~+/gi;
const EMPHASIS = { "*": "em", _: "em", "**": "strong", "~~": "s" };
// Scripts that are written without spaces have no word that a mark could stand in the middle of.
const WORD = /[\p{L}\p{N}]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const isWord = (character) => character !== undefined && WORD.test(character) && !WITHOUT_SPACES.test(character);
const isSpace = (character) => character === undefined || /\s/.test(character);

/** Reads one line. @param {string} line @param {User[]} mentions the users who may be mentioned @returns {Inline[]} */
export function inline(line, mentions = []) {
  const tokens = [];
  let [from, ticks] = [0, null];
  MARK.lastIndex = 0;
  for (let match; (match = MARK.exec(line)); ) {
    const at = match.index;
    const found = match[0][0] === "`" ? code(line, at, match[0].length, (ticks ??= closingTicks(line))) : readers[match[0][0].toLowerCase()](line, at, match[0], mentions);
    if (!found) continue;
    if (at > from) tokens.push({ kind: "text", text: line.slice(from, at) });
    tokens.push(...found.nodes);
    MARK.lastIndex = from = found.end;
  }
  if (from < line.length) tokens.push({ kind: "text", text: line.slice(from) });
  return nested(tokens);
}

const readers = {
  "[": namedLink,
  h: bareLink,
  "@": mention,
  "*": emphasis,
  _: emphasis,
  "~": emphasis,
};

/** Where each run of that many backticks stands, the last first: what is popped is behind us. */
function closingTicks(line) {
  const runs = new Map();
  for (const { 0: run, index } of [...line.matchAll(/`+/g)].reverse()) {
    if (!runs.has(run.length)) runs.set(run.length, []);
    runs.get(run.length).push(index);
  }
  return runs;
}

function code(line, at, length, ticks) {
  const runs = ticks.get(length);
  while (runs.at(-1) <= at) runs.pop();
  const end = runs.at(-1);
  if (end === undefined) return { nodes: [{ kind: "text", text: line.slice(at, at + length) }], end: at + length };
  const text = line.slice(at + length, end);
  const spaced = text.startsWith(" ") && text.endsWith(" ") && text.trim() !== "";
  return { nodes: [{ kind: "code", text: spaced ? text.slice(1, -1) : text }], end: end + length };
}

function bareLink(line, at) {
  const address = addressAt(line, at);
  if (!address) return null;
  const { text, href, end } = address;
  return { nodes: [href ? { kind: "link", text, href } : { kind: "text", text: line.slice(at, end) }], end };
}

function namedLink(line, at) {
  const middle = line.indexOf("](", at);
  const text = line.slice(at + 1, middle);
  if (middle < 0 || !text.trim() || /[[\]]/.test(text)) return null;
  const address = addressAt(line, middle + 2);
  if (!address?.href || line[address.end] !== ")") return null;
  return { nodes: [{ kind: "link", text, href: address.href }], end: address.end + 1 };
}

function mention(line, at, _, mentions) {
  if (isWord(line[at - 1])) return null;
  const rest = line.slice(at + 1, at + 1 + 128).toLowerCase();
  const fits = ({ name }) => rest.startsWith(name.toLowerCase()) && !isWord(rest[name.length]);
  const found = mentions.filter(fits).sort((a, b) => b.name.length - a.name.length)[0];
  if (!found) return null;
  const end = at + 1 + found.name.length;
  return { nodes: [{ kind: "mention", text: line.slice(at, end), user: found.user }], end };
}

/** A run of marks that may open or close an emphasis; three are two and one. */
function emphasis(line, at, run) {
  const [before, after] = [line[at - 1], line[at + run.length]];
  const opens = !isSpace(after) && !isWord(before);
  const closes = !isSpace(before) && !isWord(after);
  const marks = run === "***" ? (opens ? ["**", "*"] : ["*", "**"]) : [run];
  if ((!opens && !closes) || !marks.every((mark) => Object.hasOwn(EMPHASIS, mark))) return { nodes: [{ kind: "text", text: run }], end: at + run.length };
  return { nodes: marks.map((mark) => ({ kind: "mark", text: mark, opens, closes })), end: at + run.length };
}

/** Puts what stands between two marks of a kind into a node; a mark without its fellow is text. No kind stands inside of itself, so that nothing nests deeply. */
function nested(tokens) {
  const levels = [{ mark: null, nodes: [] }];
  const top = () => levels.at(-1).nodes;
  const dissolve = (index) => levels.splice(index).forEach(({ mark, nodes }) => top().push({ kind: "text", text: mark }, ...nodes));
  for (const token of tokens) {
    const { kind, text, opens, closes } = token;
    const open = kind === "mark" ? levels.findLastIndex(({ mark }) => mark === text) : -1;
    if (kind !== "mark") top().push(token);
    else if (closes && open > 0 && levels[open].nodes.length + (levels.length - 1 - open) > 0) {
      dissolve(open + 1);
      const { nodes } = levels.pop();
      top().push({ kind: EMPHASIS[text], nodes });
    } else if (opens) {
      if (open > 0) dissolve(open);
      levels.push({ mark: text, nodes: [] });
    } else top().push({ kind: "text", text });
  }
  dissolve(1);
  return levels[0].nodes;
}
