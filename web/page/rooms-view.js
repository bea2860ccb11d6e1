const byId = (id) => document.getElementById(id);

/** Shows the rooms one is in, the current one and what is unread. @param {{names: string[], current: string, unread: Map<string, number>, leave: (room: string) => void}} rooms */
export function showRooms({ names, current, unread, leave }) {
  byId("rooms").replaceChildren(...names.map((name) => {
    const link = Object.assign(document.createElement("a"), { href: `#${name}`, textContent: name });
    if (name === current) link.setAttribute("aria-current", "page");
    const item = document.createElement("li");
    item.append(link);
    const count = unread.get(name);
    if (count) {
      const badge = Object.assign(document.createElement("span"), { className: "unread", textContent: count > 99 ? "99+" : count });
      badge.setAttribute("aria-label", `${count} unread`);
      link.append(badge);
    }
    if (names.length > 1) {
      const out = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "×", title: "Leave" });
      out.setAttribute("aria-label", `Leave ${name}`);
      out.onclick = () => leave(name);
      item.append(out);
    }
    return item;
  }));
}
