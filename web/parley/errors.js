/** What the service (or the line) answers instead of what was asked for; `retry` says whether asking again may help. */
export class ParleyError extends Error {
  /** @param {string} code @param {boolean} retry @param {string} message */
  constructor(code, retry, message) {
    super(message);
    this.name = "ParleyError";
    this.code = code;
    this.retry = retry;
  }
}

export const lineLost = () => new ParleyError("line", true, "The connection ended before the answer came.");
export const noAnswer = () => new ParleyError("timeout", true, "No answer came in time.");
