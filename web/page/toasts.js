import { make, makeButton } from "./make.js";

const STAYS = 8_000;
let place = null;

/** Says something in a corner: a fault until it is closed, anything else for a moment. @param {string} text @param {{who?: string, fault?: boolean, act?: () => void}} [how] */
export function toast(text, { who = "", fault = false, act } = {}) {
  place ??= document.body.appendChild(Object.assign(make("div", "toasts"), { role: "status" }));
  place.setAttribute("aria-live", "polite");
  const words = [who && make("bdi", "", who), make("span", "", text)];
  const said = act ? makeButton("words", "", () => (one.remove(), act())) : make("p", "words");
  said.append(...words.filter(Boolean));
  const one = make("div", fault ? "toast fault" : "toast", said, makeButton("quiet", "×", () => one.remove(), "Close"));
  place.append(one);
  while (place.children.length > 4) place.firstElementChild.remove();
  if (!fault) setTimeout(() => leave(one), STAYS);
}

/** Not while somebody points at it or is in it. */
function leave(one) {
  if (one.matches(":hover, :focus-within")) setTimeout(() => leave(one), STAYS);
  else one.remove();
}

/** Says what went wrong. @param {Error} error */
export const oops = (error) => toast(error.message || "That did not work.", { fault: true });
