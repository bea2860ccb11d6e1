/** Who is typing in a room: each until a while has passed, or until that user says something. */
export class Typists {
  #timers = new Map();
  #span;
  #changed;

  /** @param {number} span @param {(users: {user: string, name: string}[]) => void} changed */
  constructor(span, changed) {
    this.#span = span;
    this.#changed = changed;
  }

  /** Takes a `typing` frame. @param {{user: string, name: string}} typist */
  type({ user, name }) {
    clearTimeout(this.#timers.get(user)?.timer);
    const fresh = !this.#timers.has(user);
    this.#timers.set(user, { user, name, timer: setTimeout(() => this.stop(user), this.#span) });
    if (fresh) this.#tell();
  }

  /** This user types no more. @param {string} user */
  stop(user) {
    clearTimeout(this.#timers.get(user)?.timer);
    if (this.#timers.delete(user)) this.#tell();
  }

  /** Nobody types here any more. */
  clear() {
    [...this.#timers.keys()].forEach((user) => this.stop(user));
  }

  get users() {
    return [...this.#timers.values()].map(({ user, name }) => ({ user, name }));
  }

  #tell() {
    this.#changed(this.users);
  }
}
