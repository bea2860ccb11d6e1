import { claimsOf } from "./bearer.js";
import { ParleyError } from "./errors.js";

const KEY = "parley.session";

/**
 * Somebody who has signed in to a pool on this device. Kept is the refresh token alone, until the tab is closed or
 * until they sign out; the other tokens are never written down. `token` is what the library wants.
 *
 * @import {Pool, Tokens} from "./pool.js"
 */
export class Session {
  /** Who it is. @type {{user: string, name: string}} */
  self;
  #pool;
  #store;
  #tokens = null;
  #good = 0; // until when there is no need for other tokens
  #refreshing = null;

  constructor(pool, store, self) {
    this.#pool = pool;
    this.#store = store;
    this.self = self;
  }

  /** Begins with tokens that a sign-in has answered. @param {Pool} pool @param {Tokens} tokens @param {boolean} stay beyond this tab's end */
  static begin(pool, tokens, stay) {
    forget();
    const { sub, name, email } = claimsOf(tokens.IdToken);
    const session = new Session(pool, stores()[stay ? 1 : 0], { user: `oidc:${sub}`, name: name ?? email ?? "" });
    session.#take(tokens);
    return session;
  }

  /** Goes on with what is kept, or null. @param {Pool} pool */
  static resume(pool) {
    const store = stores().find(kept);
    return store ? new Session(pool, store, kept(store).self) : null;
  }

  /** An ID token that is good for a while; `fresh`: another one than before. Rejects for good when only a new sign-in helps. */
  token = async (fresh = false) => {
    if (fresh || !this.#tokens || Date.now() > this.#good) await (this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null)));
    return this.#tokens.IdToken;
  };

  /** Whether this device still keeps it: another tab may have signed out, or somebody else in. */
  get kept() {
    return kept(this.#store)?.self.user === this.self.user;
  }

  /** Ends it on this device; the pool takes the refresh token no more. */
  async signOut() {
    const refreshToken = kept(this.#store)?.refresh;
    if (this.kept) this.#store.removeItem(KEY);
    if (refreshToken) await this.#pool.revoke(refreshToken).catch(() => {}); // offline, it is gone from here all the same
  }

  /** Ends it on all devices: none gets new tokens. Connections are ended by the service (`Parley.signOut`). */
  async signOutEverywhere() {
    await this.token();
    await this.#pool.signOutEverywhere(this.#tokens.AccessToken);
  }

  /** One tab after the other: where the pool rotates refresh tokens, the second one would hold one that is used up. */
  #refresh() {
    return navigator.locks ? navigator.locks.request(KEY, () => this.#refreshAlone()) : this.#refreshAlone();
  }

  async #refreshAlone() {
    if (!this.kept) throw ended();
    try {
      this.#take(await this.#pool.refresh(kept(this.#store).refresh));
    } catch (error) {
      if (error.retry) throw error;
      if (this.kept) this.#store.removeItem(KEY);
      throw ended();
    }
  }

  #take(tokens) {
    const { exp, iat } = claimsOf(tokens.IdToken);
    this.#tokens = tokens;
    this.#good = Date.now() + (exp - iat) * 900;
    const refresh = tokens.RefreshToken ?? kept(this.#store).refresh;
    this.#store.setItem(KEY, JSON.stringify({ self: this.self, refresh }));
  }
}

/** Forgets whoever has signed in here. */
const forget = () => stores().forEach((store) => store.removeItem(KEY));

/** What lives as long as the tab, and what lives on; a browser that refuses both lets one sign in until the next reload. */
function stores() {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [MEMORY, MEMORY];
  }
}

const memory = new Map();
const MEMORY = { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value), removeItem: (key) => memory.delete(key) };

function kept(store) {
  try {
    return JSON.parse(store.getItem(KEY));
  } catch {
    return null;
  }
}

const ended = () => new ParleyError("signed_out", false, "Your sign-in has ended.");
