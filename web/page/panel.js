/** The third pane: people, a thread, search or settings, beside the log on wide screens and over it on narrow ones. */
import { wireColours } from "./colours.js";

const TITLES = { people: "People", thread: "Thread", search: "Search", settings: "Settings" };
const byId = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 80rem)");

let shown = "";
let opener = null;

/** Which section is shown, or "". */
export const panelShown = () => shown;

/** Shows one section, and puts the focus into it. @param {"people" | "thread" | "search" | "settings"} name */
export function showPanel(name, { focus = true } = {}) {
  if (focus && !byId("panel").contains(document.activeElement)) opener = document.activeElement;
  turnTo(name);
  if (focus) (byId(`${name}-panel`).querySelector("input, textarea") ?? byId("panel-close")).focus();
}

/** Shows none, and gives the focus back to what opened it. */
export function closePanel() {
  const inside = byId("panel").contains(document.activeElement);
  turnTo("");
  if (inside) (opener?.isConnected && opener.checkVisibility() ? opener : byId("text")).focus({ preventScroll: true });
}

function turnTo(name) {
  shown = name;
  byId("panel").hidden = !name;
  byId("talk").classList.toggle("panel-shown", Boolean(name));
  byId("panel-title").textContent = TITLES[name] ?? "";
  Object.keys(TITLES).forEach((each) => (byId(`${each}-panel`).hidden = each !== name));
  document.querySelectorAll("button[data-panel]").forEach((button) => button.setAttribute("aria-expanded", String(button.dataset.panel === name)));
  byId("panel").dispatchEvent(new CustomEvent("panel", { detail: { name } }));
}

/** Lets the buttons, Escape and wide screens decide what is shown. */
export function wirePanel() {
  wireColours();
  document.addEventListener("click", (event) => {
    const name = event.target.closest("button[data-panel]")?.dataset.panel;
    if (!name) return;
    if (!byId("side-close").hidden) byId("side-close").click(); // on narrow screens the rooms lie over the pane
    name === shown ? closePanel() : showPanel(name);
  });
  byId("panel-close").onclick = closePanel;
  addEventListener("keydown", (event) => {
    const inside = byId("panel").contains(event.target);
    if (event.key === "Escape" && shown && !event.defaultPrevented && (inside || !wide.matches)) closePanel();
  });
  turnTo(wide.matches ? "people" : "");
}
