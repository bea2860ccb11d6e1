import { toneOf } from "./tone.js";

const byId = (id) => document.getElementById(id);

/** Shows who is in the room. @param {{users: {user: string, name: string}[], here: number}} roster @param {{user: string}} self */
export function showPeople(roster, self) {
  const people = roster.users.map(({ user, name }) => {
    const who = Object.assign(document.createElement("bdi"), { textContent: name });
    const person = document.createElement("li");
    person.className = user === self.user ? "tone-mine" : toneOf(user);
    person.append(who);
    if (user === self.user) person.append(Object.assign(document.createElement("small"), { textContent: "you" }));
    return person;
  });
  const listed = people.length;
  // The list stops at 100 users; beyond that only the number of connections is known.
  const many = listed >= 100 && roster.here > listed ? `${roster.here}` : `${listed}`;
  byId("people").replaceChildren(...people);
  byId("people-count").textContent = listed ? many : "";
  byId("room-here").textContent = listed ? `${many} here` : "";
}
