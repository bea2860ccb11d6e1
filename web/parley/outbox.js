/**
 * What one room still has to say, in order: one message at a time, so that it appears in the order in which it was said.
 *
 * @typedef {{id: string, text: string, at: number, tries: number, state: "pending" | "sent" | "failed", error?: Error}} Post
 */
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

  /** @param {{name: string, line: any}} room @param {(post: Post) => void} changed */
  constructor(room, timing, changed) {
    this.#room = room;
    this.#timing = timing;
    this.#changed = changed;
  }

  /** Puts a text at the end. @param {string} text @returns {Post} */
  add(text) {
    const post = { id: newId(), text, at: Date.now(), tries: 0, state: "pending" };
    this.posts.push(post);
    this.#changed(post);
    if (this.#room.refusal) this.#fail(post, this.#room.refusal);
    else this.send();
    return post;
  }

  /** Nothing of this can be said: the service does not let us in. */
  refuse(error) {
    this.posts.filter((post) => post.state === "pending").forEach((post) => this.#fail(post, error));
  }

  /** Forgets a failed post; one that is pending may be stored already and stays. */
  drop(id) {
    this.posts = this.posts.filter((post) => post.id !== id || post.state !== "failed");
  }

  /** A message of the room has come: was it one of ours? @param {import("./room-log.js").Message} message */
  acknowledge(message) {
    const post = this.posts.find((each) => each.id === message.id && each.text === message.text);
    if (!post) return;
    this.posts = this.posts.filter((each) => each !== post);
    post.state = "sent";
    this.#room.line?.settle(post.id, message);
    this.#changed(post, message);
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
    try {
      await line.ask({ action: "sendMessage", room: this.#room.name, id: post.id, text: post.text });
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
