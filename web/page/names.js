/** What people are called, as far as anything has told: the newest name of each user. */
export class Names {
  #names = new Map();
  #client;

  /** Learns from what the client hears; a direct room is called as its other one is. @param {import("../parley.js").Parley} client */
  listen(client) {
    this.#client = client;
    client.on("roster", ({ users }) => users.forEach((user) => this.learn(user)));
    client.on("reset", ({ entries }) => entries.forEach((entry) => this.#learnFrom(entry)));
    client.on("older", ({ entries }) => entries.forEach((entry) => this.of(entry.from.user) ?? this.#learnFrom(entry)));
    client.on("entry", ({ entry }) => this.#learnFrom(entry));
    client.on("mine", () => this.#name());
    client.on("about", () => this.#name());
  }

  /** @param {{user: string, name: string}} user */
  learn({ user, name }) {
    if (!user || !name || this.#names.get(user) === name) return;
    this.#names.set(user, name);
    this.#name();
  }

  /** The name of a user, where it is known. @param {string} user @returns {string | undefined} */
  of(user) {
    return this.#names.get(user);
  }

  /** Everyone whose name is known. @returns {{user: string, name: string}[]} */
  get all() {
    return [...this.#names].map(([user, name]) => ({ user, name }));
  }

  #name() {
    const { mine, rooms } = this.#client;
    for (const about of [...mine.values(), ...[...rooms.values()].map((room) => room.about)]) {
      if (about?.peer) about.peer.name = this.of(about.peer.user) ?? about.peer.name;
    }
  }

  #learnFrom(entry) {
    this.learn(entry.from);
    if (entry.type === "member") this.learn(entry);
  }
}
