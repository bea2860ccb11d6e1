import { ask } from "./dialog.js";
import { moderates } from "./may.js";
import { oops, toast } from "./toasts.js";

const byId = (id) => document.getElementById(id);

/** What one does with the messages of the log, of a thread and of what was found: their rows tell it with `act` events (tell.js). */
export class Acts {
  #client;
  #does;

  /**
   * @param {import("../parley.js").Parley} client
   * @param {{room: () => import("../parley/room.js").Room, reply: (message: any) => void, edit: (message: any) => void, thread: (seq: number) => void,
   *   go: (seq: number) => void, person: (anchor: Element, who: object) => void}} does
   */
  constructor(client, does) {
    this.#client = client;
    this.#does = does;
    ["log", "thread-rows", "found"].forEach((id) => byId(id).addEventListener("act", ({ detail }) => this.#told(detail)));
  }

  /** Whether the page offers this act on this message. @param {string} act @param {any} message */
  can(act, message) {
    const { you, about, refusal } = this.#does.room();
    const own = message.from.user === this.#client.self.user;
    if (["thread", "copy"].includes(act)) return true;
    if (refusal || about?.archived || you?.muted > Date.now()) return false;
    if (act === "edit") return own;
    return act !== "erase" || own || moderates(you);
  }

  #told({ act, message, seq, reaction, on, user, name, anchor }) {
    const does = {
      react: () => this.#client.react(this.#room, message.seq, reaction, on).catch(oops),
      reply: () => this.#does.reply(message),
      thread: () => this.#does.thread(message.thread ?? message.seq),
      jump: () => this.#does.go(seq),
      person: () => this.#does.person(anchor, { user, name }),
      edit: () => this.#does.edit(message),
      erase: () => this.#erase(message),
      copy: () => this.#copy(message),
      file: () => this.#open(message),
    };
    if (Object.hasOwn(does, act)) does[act]();
  }

  get #room() {
    return this.#does.room().name;
  }

  #erase({ seq, text, file }) {
    const room = this.#room;
    return ask({
      title: "Erase this message?",
      text: (text || file?.name || "").slice(0, 200),
      confirm: "Erase",
      danger: true,
      act: () => this.#client.erase(room, seq),
    });
  }

  #copy({ seq }) {
    const link = new URL(`?room=${this.#room}&at=${seq}`, location.href);
    navigator.clipboard.writeText(link.href).then(() => toast("The link is copied."), oops);
  }

  /** Opens a file in a window that is there at once, as browsers let only a click do, and led to the link when it has come. */
  async #open({ seq }) {
    const page = window.open("about:blank", "_blank");
    try {
      const url = await this.#client.link(this.#room, seq);
      if (page) page.location.replace(url);
      else location.assign(url);
    } catch (error) {
      page?.close();
      oops(error);
    }
  }
}
