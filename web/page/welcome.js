import { faultOfName, faultOfRoom } from "../parley/limits.js";
import { asRoom } from "./address.js";

const byId = (id) => document.getElementById(id);

/** Asks for a name and a room. @param {{name: string, room: string}} known @returns {Promise<{name: string, room: string}>} */
export function askWhoAndWhere(known) {
  byId("welcome").hidden = false;
  const [name, room, fault] = [byId("welcome-name"), byId("welcome-room"), byId("welcome-fault")];
  name.value = known.name;
  room.value = known.room;
  (known.name ? room : name).focus();
  return new Promise((answered) => {
    byId("welcome-form").onsubmit = (event) => {
      event.preventDefault();
      const answer = { name: name.value.trim(), room: asRoom(room.value) };
      const faults = [[name, faultOfName(answer.name)], [room, faultOfRoom(answer.room)]];
      faults.forEach(([field, why]) => field.setAttribute("aria-invalid", String(Boolean(why))));
      const wrong = faults.find(([, why]) => why);
      fault.textContent = wrong?.[1] ?? "";
      if (wrong) return wrong[0].focus();
      byId("welcome").hidden = true;
      answered(answer);
    };
  });
}
