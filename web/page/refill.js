/**
 * Fills a list anew: what looks as before stays the same element, so that a press or a tap in progress reaches it, and the focus stays at the item it was at.
 *
 * @param {HTMLElement} list @param {HTMLElement[]} items each with a `data-key` of its own; an item that stays keeps its old listeners
 */
export function refill(list, items) {
  const focused = list.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : undefined;
  const before = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const stays = (item) => (before.get(item.dataset.key)?.isEqualNode(item) ? before.get(item.dataset.key) : item);
  const wanted = items.map(stays);
  const kept = new Set(wanted);
  [...list.children].forEach((item) => kept.has(item) || item.remove());
  // Only what is at another place is moved: an element that is taken out and put back loses the focus.
  wanted.forEach((item, at) => list.children[at] === item || list.insertBefore(item, list.children[at] ?? null));
  if (focused === undefined || list.contains(document.activeElement)) return;
  list.querySelector(`[data-key="${CSS.escape(focused)}"] :is(a, button)`)?.focus({ preventScroll: true });
}
