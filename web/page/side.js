const byId = (id) => document.getElementById(id);

/** The side panel of narrow screens: opens over the room, closes with Escape, a tap beside it or a choice; returns what closes it. */
export function wireSide() {
  const open = byId("side-open");
  const show = (shown) => {
    byId("talk").classList.toggle("side-shown", shown);
    byId("side-close").hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
  };
  const close = () => {
    if (byId("side-close").hidden) return;
    show(false);
    open.focus();
  };
  open.onclick = () => {
    show(true);
    (byId("rooms").querySelector("a") ?? byId("enter-room")).focus();
  };
  byId("side-close").onclick = close;
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  return close;
}
