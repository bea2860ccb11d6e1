/** Changes what is out of sight; what the reader sees stays where it is. @param {HTMLElement} area @param {() => void} change */
export function keepPlace(area, change) {
  const seen = seenIn(area);
  const top = () => seen?.getBoundingClientRect().top ?? 0;
  const before = top();
  area.classList.add("still"); // no scroll anchoring meanwhile: not every browser has it
  change();
  area.scrollTop += top() - before;
  requestAnimationFrame(() => area.classList.remove("still"));
}

/** Something in a page that the reader sees, and that stands there however the row before it changes. */
function seenIn(area) {
  const { top } = area.getBoundingClientRect();
  const page = [...area.querySelectorAll(".page")].find((each) => each.getBoundingClientRect().bottom > top);
  return page?.lastElementChild.querySelector(".body");
}
