/** What people are called, as far as anything has told: the newest name of each user. */
export class Names {
  #names = new Map();

  /** Learns from what the client hears. @param {import("../parley.js").Parley} client */
  listen(client) {
    client.on("roster", ({ users }) => users.forEach((user) => this.learn(user)));
    client.on("reset", ({ entries }) => entries.forEach((entry) => this.#learnFrom(entry)));
    client.on("older", ({ entries }) => entries.forEach((entry) => this.of(entry.from.user) ?? this.#learnFrom(entry)));
    client.on("entry", ({ entry }) => this.#learnFrom(entry));
    client.on("mine", ({ rooms }) => rooms.forEach(({ peer }) => peer && this.learn(peer)));
  }

  /** @param {{user: string, name: string}} user */
  learn({ user, name }) {
    if (user && name) this.#names.set(user, name);
  }

  /** The name of a user, where it is known. @param {string} user @returns {string | undefined} */
  of(user) {
    return this.#names.get(user);
  }

  /** Everyone whose name is known. @returns {{user: string, name: string}[]} */
  get all() {
    return [...this.#names].map(([user, name]) => ({ user, name }));
  }

  #learnFrom(entry) {
    this.learn(entry.from);
    if (entry.type === "member") this.learn(entry);
  }
}
