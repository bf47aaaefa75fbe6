import { DAY } from "./lib/day.js";

/**
 * A word about what should have been looked at again by now. The phone's clock may be wrong:
 * where it shows a day before the page was written, nothing on the page counts as fresh.
 * @param {HTMLElement} notice
 */
export function expiry(notice) {
  const { since = "", until = "" } = notice.dataset;
  const now = Date.now();
  notice.hidden = now >= Date.parse(since) - DAY && now <= Date.parse(until) + DAY;
}
