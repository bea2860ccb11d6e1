import { ParleyError } from "./errors.js";
import { bytesOf } from "./limits.js";

const MARGIN = 60_000; // a link that ends within this time is asked for again

/** Links to files, each asked for once and kept until it expires. */
export class FileLinks {
  #links = new Map();
  #ask;

  /** @param {(room: string, seq: number) => Promise<{url: string, expires_in: number}>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** A link to the file of that message. @param {string} room @param {number} seq @returns {Promise<string>} */
  async of(room, seq) {
    const key = `${room} ${seq}`;
    const kept = this.#links.get(key);
    if (kept && kept.until > Date.now()) return (await kept.link).url;
    const fresh = { link: this.#ask(room, seq), until: Infinity };
    this.#links.set(key, fresh);
    try {
      const { url, expires_in } = await fresh.link;
      fresh.until = Date.now() + expires_in * 1000 - MARGIN;
      return url;
    } catch (error) {
      this.#links.delete(key);
      throw error;
    }
  }
}

/**
 * Posts a file as the form that the service offered; resolves when the store has it.
 *
 * @param {{url: string, fields: Record<string, string>}} form @param {File} file
 * @param {{progress?: (share: number) => void, signal?: AbortSignal}} options
 */
export function post({ url, fields }, file, { progress = () => {}, signal } = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file); // S3 takes nothing that comes after it
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    const fail = (code, retry, sentence) => () => reject(new ParleyError(code, retry, sentence));
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : fail("upload", request.status >= 500, `The store answered ${request.status}.`)());
    request.onerror = fail("line", true, "The store could not be reached.");
    request.onabort = fail("aborted", false, "The upload was given up.");
    signal?.addEventListener("abort", () => request.abort());
    if (signal?.aborted) return fail("aborted", false, "The upload was given up.")();
    request.open("POST", url);
    request.send(body);
  });
}

const FILE_BYTES = 25 * 1024 * 1024;
const FILE_TYPES = new Set([
  "application/pdf", "application/zip", "audio/mpeg", "audio/ogg", "image/gif", "image/jpeg", "image/png", "image/webp", "text/csv",
  "text/plain", "video/mp4", "video/webm",
]);

/** @param {File} file @returns {string | null} */
export function faultOfFile({ name, type, size }) {
  if (!FILE_TYPES.has(type)) return "Files of this kind cannot be shared.";
  if (size === 0) return "This file is empty.";
  if (bytesOf(name) > 200) return "This file’s name is too long.";
  return size > FILE_BYTES ? "A file has 25 MB at most." : null;
}
