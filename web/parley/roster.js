/** Who is in a room: the list of the last `joined`, kept up by `presence` frames, which are best effort. */
export class Roster {
  /** How many connections the room had at the last `joined`. */
  here = 0;
  #users = new Map();

  /** Starts anew from a `joined` answer. */
  set(joined) {
    this.here = joined.here;
    this.#users = new Map(joined.roster.map((user) => [user.user, user]));
  }

  /** Takes one `presence` frame. */
  presence({ user, name, here }) {
    if (here) this.#users.set(user, { user, name });
    else this.#users.delete(user);
  }

  /** Everyone, by name. @returns {{user: string, name: string}[]} */
  get users() {
    return [...this.#users.values()].sort((a, b) => a.name.localeCompare(b.name));
  }
}
