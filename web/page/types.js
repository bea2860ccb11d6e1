/**
 * What the page's modules hand to each other; for editors and type checkers, nothing loads it.
 *
 * @typedef {import("../parley/types.js").Entry} Entry
 * @typedef {{user: string, name: string}} User
 * @typedef {{self: User, person: (user: string) => string | undefined, find: (seq: number) => Entry | undefined, link: (message: Entry) => Promise<string>}} View
 * @typedef {{again: Function, drop: Function, link: (message: Entry) => Promise<string>, person?: (user: string) => string | undefined}} Acts
 * @typedef {{kind: "text" | "code", text: string} | {kind: "link", text: string, href: string} | {kind: "mention", text: string, user: string}
 *   | {kind: "em" | "strong" | "s", nodes: Inline[]}} Inline
 * @typedef {{kind: "text", lines: string[]} | {kind: "code", text: string, language: string} | {kind: "quote", blocks: Block[]}
 *   | {kind: "list", start: number | null, items: string[]}} Block
 */
export {};
