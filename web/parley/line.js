import { lineLost, noAnswer, ParleyError } from "./errors.js";
import { newId } from "./ids.js";

/** One WebSocket from its opening to its end: asks and answers by `id`, and notices when the other side has gone quiet. */
export class Line {
  /** Kept when the line is over, whoever ended it. @type {Promise<void>} */
  ended;
  dead = false;
  #socket;
  #patience;
  #heardAt = 0;
  #asks = new Map();
  #end;

  /**
   * @param {WebSocket} socket
   * @param {number} patience how long to wait for an answer
   * @param {(frame: any, line: Line, answered: boolean) => void} hear gets every frame of the service but API Gateway's own errors; entries of a log settle nothing by themselves
   */
  constructor(socket, patience, hear) {
    this.#socket = socket;
    this.#patience = patience;
    this.ended = new Promise((done) => (this.#end = done));
    socket.onmessage = (event) => this.#heard(event.data, hear);
    socket.onclose = () => this.end();
  }

  /** Opens a connection, by a token or a name. */
  static async open({ url, name, token, WebSocket, patience, hear }) {
    const socket = new WebSocket(url, ["parley.v1", token ? `bearer.${token}` : `guest.${subprotocolName(name)}`]);
    const line = new Line(socket, patience, hear);
    const late = setTimeout(() => line.end(), patience);
    await Promise.race([new Promise((opened) => (socket.onopen = opened)), line.ended]);
    clearTimeout(late);
    if (line.dead) throw lineLost();
    return line;
  }

  /** Sends a request; resolves with its answer, rejects with a ParleyError. @param {import("./types.js").Request} request */
  ask(request, patience = this.#patience) {
    if (this.dead) return Promise.reject(lineLost());
    const id = request.id ?? newId();
    const askedAt = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#tooLate({ ...request, id }, askedAt), patience);
      this.#asks.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ ...request, id }));
    });
  }

  /** Sends what has no answer. @param {import("./types.js").Request} frame */
  tell(frame) {
    if (!this.dead) this.#socket.send(JSON.stringify(frame));
  }

  /** Settles the request of that id; true when there was one. */
  settle(id, answer, error) {
    const asked = this.#asks.get(id);
    if (!asked) return false;
    this.#asks.delete(id);
    clearTimeout(asked.timer);
    if (error) asked.reject(error);
    else asked.resolve(answer);
    return true;
  }

  /** Ends the line here and now, without waiting for the other side's farewell. */
  end() {
    if (this.dead) return;
    this.dead = true;
    this.#socket.onmessage = this.#socket.onclose = this.#socket.onopen = null;
    this.#socket.close();
    this.#failAll(lineLost());
    this.#end();
  }

  #heard(data, hear) {
    this.#heardAt = performance.now();
    const frame = decoded(data);
    if (!frame) return;
    // API Gateway's own error frames have no type and no id of ours: they may concern any request.
    if (!frame.type) return this.#failAll(new ParleyError("internal", true, String(frame.message ?? "")));
    if (frame.type === "error") {
      const { code, retry, message } = frame;
      this.settle(frame.id, null, new ParleyError(String(code), retry === true, String(message ?? "")));
      if (code === "expired") this.end(); // “connect again”, says the protocol
    }
    hear(frame, this, frame.type !== "error" && !isEntry(frame) && this.settle(frame.id, frame));
  }

  #failAll(error) {
    for (const id of [...this.#asks.keys()]) this.settle(id, null, error);
  }

  #tooLate({ id, action }, askedAt) {
    this.settle(id, null, noAnswer());
    const silent = this.#heardAt <= askedAt;
    if (silent && action === "ping") this.end(); // nobody is there any more
    else if (silent || action === "ping") this.ask({ action: "ping" }, this.#patience / 2).catch(() => {});
  }
}

/** Whether a frame is an entry of a log, of whatever type: besides notices, only these have a seq and a time. */
export const isEntry = (frame) => Number.isInteger(frame.seq) && Number.isFinite(frame.at) && frame.type !== "notice";

/** A subprotocol is an HTTP token (RFC 9110, 5.6.2), which has no parentheses; `encodeURIComponent` leaves them as they are. */
const subprotocolName = (name) =>
  encodeURIComponent(name).replace(/[()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);

function decoded(data) {
  try {
    const frame = JSON.parse(data);
    return typeof frame === "object" ? frame : null;
  } catch {
    return null;
  }
}
