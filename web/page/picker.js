/** Lets one choose an emoji. */
import { make, makeButton } from "./make.js";

const CHOICE = "👍 ❤️ 😂 🎉 😮 😢 🙏 👀 ✅ 🚀 🔥 💯 👏 🙌 🤔 😅 😍 🥳 😎 🤝 💪 ☕ 🌱 ⭐ 👋 🤷 😴 🤯 ❓ ❗ ➕ 👎".split(" ");
const ACROSS = 8;

/** Shows the choice at that place; null when none is chosen. @param {HTMLElement} anchor @returns {Promise<string | null>} */
export function pick(anchor) {
  const picker = make("div", "picker", ...CHOICE.map((emoji) => makeButton("", emoji, () => chosen(emoji))));
  Object.assign(picker, { popover: "auto", role: "dialog", ariaLabel: "Choose a reaction" });
  let answer = null;
  const chosen = (emoji) => {
    answer = emoji;
    picker.hidePopover();
  };
  picker.addEventListener("keydown", (event) => steer(event, picker));
  document.body.append(picker);
  picker.showPopover();
  place(picker, anchor.getBoundingClientRect());
  picker.firstElementChild.focus();
  return new Promise((done) => {
    picker.addEventListener("toggle", ({ newState }) => {
      if (newState !== "closed") return;
      picker.remove();
      if (document.activeElement === document.body) anchor.closest(".row")?.focus({ preventScroll: true });
      done(answer);
    });
  });
}

/** Arrows go through the grid. */
function steer(event, picker) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...picker.children];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
}

/** Above the anchor where there is room, else below, and never outside the window. */
function place(picker, { top, bottom, right }) {
  const { offsetWidth: width, offsetHeight: height } = picker;
  const left = Math.min(Math.max(8, right - width), innerWidth - width - 8);
  const above = top - height - 6;
  Object.assign(picker.style, { left: `${left}px`, top: `${above > 8 ? above : Math.min(bottom + 6, innerHeight - height - 8)}px` });
}
