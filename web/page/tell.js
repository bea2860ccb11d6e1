/** Tells what somebody did with a row to whoever listens further up: an `act` event. @param {HTMLElement} inside the row or something in it @param {string} act @param {object} [detail] */
export function tell(inside, act, detail = {}) {
  const row = inside.closest(".row");
  row.dispatchEvent(new CustomEvent("act", { bubbles: true, detail: { act, message: row.said, row, ...detail } }));
}
