/** What one room still has to say, in order: one at a time, so that it appears in the order in which it was said. @import {Extras, Post} from "./types.js" */
import { ParleyError } from "./errors.js";
import { newId } from "./ids.js";
import { backoff, pause } from "./timing.js";

export class Outbox {
  /** Not yet acknowledged, and failed ones until they are dropped. @type {Post[]} */
  posts = [];
  #room;
  #timing;
  #changed;
  #sending = false;

  /** @param {import("./room.js").Room} room @param {(post: Post, message?: any) => void} changed */
  constructor(room, timing, changed) {
    this.#room = room;
    this.#timing = timing;
    this.#changed = changed;
  }

  /** Puts a text at the end. @param {string} text @param {Extras} extras @returns {Post} */
  add(text, { reply, mentions } = {}) {
    /** @type {Post} */
    const post = { id: newId(), text, at: Date.now(), tries: 0, state: "pending", ...(reply && { reply }), ...(mentions?.length && { mentions }) };
    this.posts.push(post);
    this.#changed(post);
    if (this.#room.refusal) this.#fail(post, this.#room.refusal);
    else this.send();
    return post;
  }

  /** Says something that failed once more, as something new. @param {string} id */
  again(id) {
    const post = this.posts.find((each) => each.id === id && each.state === "failed");
    this.drop(id);
    return post ? this.add(post.text, post) : null;
  }

  /** Nothing of this can be said: the service does not let us in. */
  refuse(error) {
    this.posts.filter((post) => post.state === "pending").forEach((post) => this.#fail(post, error));
  }

  /** Forgets a failed post; one that is pending may be stored already and stays. */
  drop(id) {
    this.posts = this.posts.filter((post) => post.id !== id || post.state !== "failed");
  }

  /** An entry of the room has come: was it a post of ours? @param {any} entry @param {string} [self] our user */
  acknowledge(entry, self) {
    const ours = (post) => post.id === entry.id && (self ? entry.from.user === self : post.text === entry.text);
    const post = entry.type === "message" ? this.posts.find(ours) : null;
    if (!post) return;
    this.posts = this.posts.filter((each) => each !== post);
    post.state = "sent";
    this.#changed(post, entry);
  }

  /** Sends what is pending, for as long as the room has a line; harmless when it is sending already. */
  async send() {
    if (this.#sending) return;
    this.#sending = true;
    for (let post; this.#room.line && (post = this.posts.find((each) => each.state === "pending")); ) await this.#try(post);
    this.#sending = false;
  }

  async #try(post) {
    if (Date.now() - post.at > this.#timing.sendFor) {
      return this.#fail(post, new ParleyError("too_old", false, "It waited for a day. Is it still to be said?"));
    }
    const line = this.#room.line;
    const { id, text, reply, mentions } = post;
    try {
      await line.ask({ action: "sendMessage", room: this.#room.name, id, text, reply, mentions });
    } catch (error) {
      if (post.state === "sent" || line.dead) return;
      if (error.code === "not_joined" && post.tries++ === 0) return this.#room.sit(line);
      if (!error.retry) return this.#fail(post, error);
      await pause(backoff(post.tries++, this.#timing));
    }
  }

  #fail(post, error) {
    post.state = "failed";
    post.error = error;
    this.#changed(post);
  }
}
