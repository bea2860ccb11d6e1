import { make, makeButton } from "./make.js";

/**
 * A menu beside what opened it: arrow keys, Home, End and first letters move, Escape and a click elsewhere close it.
 *
 * @param {Element} anchor @param {string} label @param {({label: string, act: () => void, danger?: boolean} | null | false | undefined)[]} items
 */
export function openMenu(anchor, label, items) {
  const menu = make("div", "menu");
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label);
  for (const item of items.filter(Boolean)) {
    const button = makeButton(item.danger ? "danger" : "", item.label, () => {
      menu.hidePopover();
      item.act();
    });
    button.setAttribute("role", "menuitem");
    button.tabIndex = -1;
    menu.append(button);
  }
  menu.onkeydown = (event) => move(menu, event);
  popUp(menu, anchor);
  menu.firstElementChild?.focus();
  return menu;
}

/** Shows an element beside another until Escape or a click elsewhere; the focus goes back. @param {HTMLElement} popover @param {Element} anchor */
export function popUp(popover, anchor) {
  const before = document.activeElement;
  popover.popover = "auto";
  popover.ontoggle = (event) => {
    if (event.newState !== "closed") return;
    const inside = popover.contains(document.activeElement) || document.activeElement === document.body;
    popover.remove();
    if (inside && before?.isConnected) before.focus({ preventScroll: true });
  };
  document.body.append(popover);
  popover.showPopover();
  place(popover, anchor.getBoundingClientRect());
}

function place(popover, at) {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = at.bottom + 4 + height <= innerHeight;
  const left = Math.min(Math.max(8, at.left), innerWidth - width - 8);
  const top = below ? at.bottom + 4 : Math.max(8, at.top - height - 4);
  Object.assign(popover.style, { left: `${left}px`, top: `${top}px` });
}

function move(menu, event) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
  const letter = event.key.length === 1 && items.findIndex((item, index) => index > at && item.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
  const to = Object.hasOwn(steps, event.key) ? steps[event.key] % items.length : letter;
  if (event.key === "Tab") menu.hidePopover();
  if (to === false || to < 0) return;
  event.preventDefault();
  items[to].focus();
}
