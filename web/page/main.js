import { faultOfName } from "../parley/limits.js";
import { wanted } from "./address.js";
import { loadConfig } from "./config.js";
import { rememberedName, rememberedRoom, rememberName } from "./memory.js";
import { Talk } from "./talk.js";

const byId = (id) => document.getElementById(id);

/** From the page's address and this browser's memory to the conversation; asks for what neither knows. */
async function start() {
  const config = await loadConfig();
  const asked = wanted(location);
  const last = rememberedRoom();
  const known = { name: asked.name || rememberedName(), room: asked.room || last || "general" };
  const complete = config.guests && known.name && !faultOfName(known.name) && (asked.room || last || asked.name);
  const { name, room, account } = complete ? known : await (await import("./welcome.js")).askWhoAndWhere(known, config);
  if (name !== asked.name && !account) rememberName(name);
  const talk = new Talk({ url: config.websocket, name, token: account?.token });
  account?.watch(talk.client);
  talk.start(room, asked.at);
}

byId("change-name").onclick = () => {
  rememberName("");
  history.replaceState(null, "", location.pathname + location.hash);
  location.reload();
};
byId("trouble-retry").onclick = () => location.reload();

start().catch((error) => {
  byId("trouble").hidden = false;
  byId("trouble-text").textContent = error.message;
});
