const byId = (id) => document.getElementById(id);

const WORDS = { connecting: "Connecting", online: "Connected", waiting: "Reconnecting", closed: "Closed" };

/** Shows whether the line is up, and when it is tried again. */
export class LineView {
  #badge = byId("line");
  #label = byId("line-text");
  #down = byId("down");
  #text = byId("down-text");
  #state = { state: "connecting", ever: false };

  /** @param {() => void} tryNow */
  constructor(tryNow) {
    byId("down-retry").onclick = tryNow;
    setInterval(() => this.#draw(), 500);
    ["online", "offline"].forEach((type) => addEventListener(type, () => this.#draw()));
  }

  /** Takes a `state` event. */
  show(state) {
    this.#state = state;
    this.#draw();
  }

  #draw() {
    const { state, ever, retryAt } = this.#state;
    const offline = !navigator.onLine && state !== "online";
    const word = offline ? "Offline" : state === "connecting" && ever ? WORDS.waiting : WORDS[state];
    if (this.#label.textContent !== word) this.#label.textContent = word;
    this.#badge.className = `line ${offline ? "offline" : state}`;
    byId("talk").classList.toggle("cut-off", state !== "online");
    this.#down.hidden = /online|closed/.test(state) || (state === "connecting" && this.#down.hidden);
    if (this.#down.hidden) return;
    const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
    const when = state === "waiting" ? `Next try in ${seconds} s.` : "Trying…";
    this.#text.textContent = `${this.#why(offline, ever)} ${when}`;
  }

  #why(offline, ever) {
    if (offline) return "This device is offline. What you write is kept and sent later.";
    if (ever) return "The line is down. What you write is kept and sent when it is up.";
    return "The service does not answer, or does not accept this name.";
  }
}
