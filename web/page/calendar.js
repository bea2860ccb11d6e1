/** How the page says when. */

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const date = { weekday: "long", day: "numeric", month: "long" };
const clock = format({ hour: "numeric", minute: "2-digit" });
const thisYear = format(date);
const otherYear = format({ ...date, year: "numeric" });

/** The time of day. @param {number} at */
export const timeOf = (at) => clock.format(at);

/** Tells one local day from another. @param {number} at */
export const dayKey = (at) => new Date(at).toDateString();

/** “Today”, “Yesterday” or the date. @param {number} at */
export function dayName(at, now = Date.now()) {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(at) === dayKey(now)) return "Today";
  if (dayKey(at) === dayKey(yesterday)) return "Yesterday";
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear).format(at);
}
