/** An element with a class and what is in it; a falsy child is none. @param {string} tag @param {string} className @param {...(Node | string | null | undefined | false)} children */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter(Boolean));
  return element;
}

/** A button that does something. @param {string} className @param {string | Node} label @param {(event: MouseEvent) => void} act @param {string} [title] what it is called where the label is a picture */
export function makeButton(className, label, act, title = "") {
  const button = make("button", className, label);
  button.type = "button";
  button.onclick = act;
  if (title) {
    button.title = title;
    button.setAttribute("aria-label", title);
  }
  return button;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line drawing of 20 by 20. @param {string} path @param {number} [size] */
export function makeIcon(path, size = 18) {
  const icon = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  Object.entries({ viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true" }).forEach(([name, value]) => icon.setAttribute(name, value));
  icon.append(line);
  return icon;
}
