import { opening } from "./hours.js";
import { say } from "./messages.js";

/**
 * Whether a service is open now, in words: by this phone's clock, in the service's zone. Nothing
 * where no hours are known.
 * @param {Record<string, import("./messages.js").Message>} messages
 * @param {import("./hours.js").Schedule[]} schedules
 * @param {string | null | undefined} zone
 */
export function state(messages, schedules, zone) {
  const found = opening(schedules, zone, Date.now());
  if (!found) return "";
  const { open, changes } = found;
  const time = changes === null ? "" : clock(changes, zone);
  if (open) return time ? say(messages.until, { time }) : say(messages.open);
  return time ? say(messages.opens, { time }) : say(messages.closed);
}

/** @param {number} at @param {string | null | undefined} zone */
function clock(at, zone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const format = {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone ?? undefined,
  };
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(`${lang}-u-ca-gregory-nu-latn`, format).format(at);
}
