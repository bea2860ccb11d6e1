/**
 * What the library's parts hand to one another. Types only: nothing imports this file where it runs.
 *
 * @typedef {{user: string, name: string}} User
 * @typedef {{reaction: string, count: number, users: string[]}} Reaction
 * @typedef {{type: "message", room: string, seq: number, id: string, from: User, text: string, at: number, reply?: number, thread?: number,
 *   mentions?: string[], edited?: number, erased?: number, replies?: number, reactions?: Reaction[],
 *   file?: {name: string, type: string, size: number}}} Message
 * @typedef {{type: "edited" | "erased" | "reacted", room: string, seq: number, id: string, from: User, at: number, target: number,
 *   text?: string, reaction?: string, on?: boolean}} Change
 * @typedef {{type: "member", room: string, seq: number, id: string, from: User, at: number, act: string, user: string, name: string,
 *   role?: string, muted?: number, banned?: number, reason?: string}} MemberEntry
 * @typedef {{type: "room", room: string, seq: number, id: string, from: User, at: number, access: string, title: string, topic: string,
 *   archived: boolean}} RoomEntry
 * @typedef {Message | Change | MemberEntry | RoomEntry} Entry
 *
 * A page holds all entries of `after < seq <= through`; `head` is how far the room had got, where that was said.
 * @typedef {{after: number, through: number, messages: Entry[], more: boolean, head?: number}} Page
 *
 * @typedef {{room: string, access: string, title: string, topic: string, archived: boolean, peer?: User, role: string, head: number,
 *   read: number, unread: number, mentions: number, last?: Message | null}} Mine
 *
 * @typedef {{reply?: number, mentions?: string[]}} Extras
 * @typedef {{id: string, text: string, at: number, tries: number, state: "pending" | "sent" | "failed", error?: Error} & Extras} Post
 *
 * @typedef {{action: string, id?: string, [field: string]: unknown}} Request
 *
 * @typedef {{url: string, name?: string, token?: (fresh: boolean) => Promise<string> | string, timing?: Partial<typeof import("./timing.js").TIMING>, WebSocket?: typeof WebSocket}} Options
 */
export {};
