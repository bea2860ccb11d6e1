import { make, makeButton } from "./make.js";

/**
 * Asks something in a dialog, and does `act` with the answers; what goes wrong is said there, and nothing typed is lost.
 *
 * @typedef {{name: string, label: string, value?: string, type?: string, options?: [string, string][], hint?: string, most?: number, required?: boolean}} Field
 * @param {{title: string, text?: string, fields?: Field[], confirm: string, danger?: boolean, act: (answers: Record<string, string>) => Promise<unknown>}} question
 * @returns {Promise<boolean>} whether it was done
 */
export function ask({ title, text, fields = [], confirm, danger = false, act }) {
  const inputs = fields.map(input);
  const fault = alertLine();
  const go = Object.assign(make("button", danger ? "danger" : "primary", confirm), { type: "submit" });
  const form = make("form", "ask", text && make("p", "", text), ...inputs.map(({ whole }) => whole), fault);
  form.noValidate = true;
  return new Promise((settled) => {
    form.append(make("p", "buttons", makeButton("", "Cancel", () => dialog.close()), go));
    const dialog = show(title, form, () => settled(false));
    form.onsubmit = async (event) => {
      event.preventDefault();
      go.disabled = true;
      try {
        await act(Object.fromEntries(inputs.map(({ name, field }) => [name, field.value.trim()])));
        settled(true);
        dialog.close();
      } catch (error) {
        fault.textContent = error.message;
      }
      go.disabled = false;
    };
  });
}

/** Shows something in a dialog. @param {string} title @param {Node} content @param {() => void} [closed] */
export function show(title, content, closed = () => {}) {
  const heading = Object.assign(make("h2", "", title), { id: "dialog-title" });
  const dialog = make("dialog", "dialog", heading, content);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.onclose = () => {
    dialog.remove();
    closed();
  };
  document.body.append(dialog);
  dialog.showModal();
  (dialog.querySelector("input, textarea, select") ?? dialog.querySelector("button"))?.focus();
  return dialog;
}

function alertLine() {
  const fault = make("p", "fault");
  fault.setAttribute("role", "alert");
  return fault;
}

function input({ name, label, value = "", type = "text", options, hint, most, required = false }) {
  const field = document.createElement(options ? "select" : type === "long" ? "textarea" : "input");
  if (!options && type !== "long") field.type = type;
  if (type === "long") field.rows = 3;
  options?.forEach(([key, words]) => field.append(Object.assign(make("option", "", words), { value: key })));
  Object.assign(field, { name, value, required, autocomplete: "off", ...(most && { maxLength: most }) });
  return { name, field, whole: make("label", "", make("span", "", label), field, hint && make("small", "", hint)) };
}
