import { faultOfName, faultOfRoom } from "../parley/limits.js";
import { asRoom } from "./address.js";
import { makeButton } from "./make.js";
import { keepsSession } from "./memory.js";

const byId = (id) => document.getElementById(id);

/** Asks for a name and a room, or lets one sign in. @param {{name: string, room: string}} known @param {any} config @returns {Promise<{name: string, room: string, account?: any}>} */
export async function askWhoAndWhere(known, config) {
  const [form, name, room, fault] = ["form", "name", "room", "fault"].map((part) => byId(`welcome-${part}`));
  const signIn = async (byName) => (await import("./account.js")).signIn(config, { ...known, room: asRoom(room.value) }, byName);
  name.value = known.name;
  room.value = known.room;
  if (!config.guests || keepsSession()) return signIn();
  const ask = () => {
    byId("welcome").hidden = false;
    (name.value ? room : name).focus();
  };
  ask();
  return new Promise((answered, failed) => {
    if (config.signIn?.url) form.append(makeButton("", "Sign in by e-mail", () => signIn(ask).then(answered, failed)));
    form.onsubmit = (event) => {
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
