/** Who has signed in on this page, from coming in to going; loaded when somebody wants to. */
import { faultOfRoom } from "../parley/limits.js";
import { Pool } from "../parley/pool.js";
import { Session } from "../parley/session.js";
import { ask, show } from "./dialog.js";
import { make, makeButton } from "./make.js";
import { DRAFT, rememberName, rememberRoom } from "./memory.js";
import "./sections.js";
import { hideSignedOut, showSignedOut } from "./signed-out.js";
import { SignIn } from "./sign-in.js";

const byId = (id) => document.getElementById(id);

/**
 * Somebody who has signed in: kept from before, or by the form.
 * @param {any} config @param {{room: string}} known @param {() => void} [byName] goes back, where a name is enough
 * @returns {Promise<{name: string, room: string, account: Account}>}
 */
export async function signIn({ signIn: place }, { room }, byName) {
  if (!place?.url) throw new Error(elsewhere(place?.issuer));
  const pool = new Pool(place);
  const session = Session.resume(pool) ?? (await byForm(pool, place.codes, byName));
  rememberName("");
  return { name: session.self.name, room: faultOfRoom(room) ? "general" : room, account: new Account(pool, place.codes, session) };
}

const elsewhere = (issuer) =>
  `People sign in with ${issuer || "another service"} here, and this page cannot do that. A page of your own can: it brings the token (docs/library.md, Signing in).`;

/** Asks on the first page. */
async function byForm(pool, codes, byName) {
  const back = byName && makeButton("link", "A name is enough", () => turn(true));
  const form = new SignIn(pool, { codes, others: back ? [back] : [] });
  const heading = make("h1", "");
  const place = make("section", "", heading, form.form);
  const turn = (toName) => {
    place.remove();
    byId("welcome-form").hidden = !toName;
    byId("welcome").hidden = !toName;
    if (toName) byName();
  };
  byId("welcome-form").hidden = true;
  byId("welcome").hidden = false;
  byId("welcome").append(place);
  form.begin(heading);
  const session = await form.session;
  turn(false);
  return session;
}

/** One person on this page. */
export class Account {
  #pool;
  #codes;
  #session;
  #client = null;
  #leaving = false;

  constructor(pool, codes, session) {
    this.#pool = pool;
    this.#codes = codes;
    this.#session = session;
  }

  /** What the library asks for. @param {boolean} fresh */
  token = (fresh) => this.#session.token(fresh);

  /** Offers to sign out, and to sign in again where that has ended. @param {import("../parley.js").Parley} client */
  watch(client) {
    this.#client = client;
    Object.assign(byId("change-name"), { textContent: "Sign out", onclick: () => this.#signOut() });
    byId("settings-more").append(makeButton("", "Sign out on all devices…", () => this.#askEverywhere()));
    client.on("signedOut", (how) => {
      if (this.#leaving) return;
      this.#session.signOut(); // it opens nothing any more
      showSignedOut(how, () => this.#again());
    });
    addEventListener("storage", () => {
      if (this.#session.kept || client.state.state === "closed") return;
      client.close();
      showSignedOut({ reason: "here" }, () => this.#again());
    });
  }

  async #signOut() {
    this.#client.close();
    await this.#session.signOut();
    leave();
  }

  #askEverywhere() {
    return ask({
      title: "Sign out on all devices?",
      text: "Here as well. What is open elsewhere closes within seconds.",
      confirm: "Sign out",
      danger: true,
      act: () => this.#everywhere(),
    });
  }

  /** The service first: its word ends the connections, and the pool's alone would have them ask in vain for a new token. */
  async #everywhere() {
    await this.#session.token();
    this.#leaving = true;
    await this.#client.signOut().finally(() => (this.#leaving = false));
    await this.#session.signOutEverywhere();
    await this.#session.signOut();
    leave();
  }

  /** Signs in again, over what is shown; nothing of it is lost when it is the same person. */
  async #again() {
    const { user } = this.#session.self;
    this.#session = Session.resume(this.#pool) ?? (await this.#askAgain());
    if (this.#session.self.user !== user) return location.reload();
    hideSignedOut();
    this.#client.connect();
  }

  #askAgain() {
    return new Promise((answered) => {
      const form = new SignIn(this.#pool, { codes: this.#codes });
      const dialog = show("", form.form);
      form.begin(dialog.querySelector("h2"));
      form.session.then((session) => {
        dialog.close();
        answered(session);
      });
    });
  }
}

/** To the first page, with nothing left of who was here. */
function leave() {
  Object.keys(localStorage).filter((key) => key.startsWith(DRAFT)).forEach((key) => localStorage.removeItem(key));
  rememberRoom("");
  location.replace(location.pathname);
}
