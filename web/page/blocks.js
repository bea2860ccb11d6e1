/** The blocks of a text: paragraphs, code, quotes, lists. Pure; a text without marks is one block of text, byte for byte. @import {Block} from "./types.js" */
const FENCE = /^```([\w+#.-]{0,20})[ \t]*$/;
const QUOTE = /^> ?/;
const BULLET = /^[-*•] +(?=\S)/;
const NUMBER = /^(\d{1,3})[.)] +(?=\S)/;
const DEEPEST = 3; // quotes inside quotes

/** @param {string} text @returns {Block[]} */
export function blocks(text, depth = 0) {
  const lines = text.split("\n");
  const found = [];
  const fences = lines.flatMap((line, at) => (/^```[ \t]*$/.test(line) ? at : []));
  for (let at = 0; at < lines.length; ) {
    const read = fenced(lines, at, fences) ?? quoted(lines, at, depth) ?? listed(lines, at, BULLET) ?? listed(lines, at, NUMBER);
    if (read) found.push(read.block);
    else if (found.at(-1)?.kind === "text") found.at(-1).lines.push(lines[at]);
    else found.push({ kind: "text", lines: [lines[at]] });
    at = read?.end ?? at + 1;
  }
  return found.length > 1 ? found.map(tidy).filter(({ kind, lines }) => kind !== "text" || lines.length) : found;
}

function fenced(lines, at, fences) {
  const open = FENCE.exec(lines[at]);
  if (!open) return null;
  while (fences[0] <= at) fences.shift();
  if (!fences.length) return null;
  const end = fences[0];
  return { block: { kind: "code", text: lines.slice(at + 1, end).join("\n"), language: open[1] }, end: end + 1 };
}

function quoted(lines, at, depth) {
  if (depth >= DEEPEST || !QUOTE.test(lines[at])) return null;
  const end = endOf(lines, at, QUOTE);
  const text = lines.slice(at, end).map((line) => line.replace(QUOTE, "")).join("\n");
  return text.trim() ? { block: { kind: "quote", blocks: blocks(text, depth + 1) }, end } : null;
}

function listed(lines, at, item) {
  const first = item.exec(lines[at]);
  if (!first) return null;
  const end = endOf(lines, at, item);
  const items = lines.slice(at, end).map((line) => line.replace(item, ""));
  return { block: { kind: "list", start: first[1] === undefined ? null : Number(first[1]), items }, end };
}

function endOf(lines, at, mark) {
  let end = at + 1;
  while (end < lines.length && mark.test(lines[end])) end += 1;
  return end;
}

/** Text beside another block needs no empty lines there: the block keeps its distance. */
function tidy(block) {
  if (block.kind !== "text") return block;
  const first = block.lines.findIndex((line) => line.trim());
  const last = block.lines.findLastIndex((line) => line.trim());
  return { kind: "text", lines: first < 0 ? [] : block.lines.slice(first, last + 1) };
}
