/** @typedef {string | Record<string, string>} Message a text, or one for each plural category */

// Without a page, in a worker, nothing is said.
const { lang } = globalThis.document?.documentElement ?? { lang: "en" };
const plurals = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(`${lang}-u-nu-latn`); // digits as in the page

/**
 * Texts that an element carries for its module, by name.
 * @param {HTMLElement} root
 * @returns {Record<string, Message>}
 */
export const messagesOf = (root) => JSON.parse(root.dataset.messages ?? "{}");

/**
 * @param {Message} message
 * @param {Record<string, string | number>} [values] for the placeholders
 * @param {number} [count] chooses the plural form
 */
export function say(message, values = {}, count = 0) {
  const form = typeof message === "string" ? message : message[plurals.select(count)];
  return form.replace(/%\((\w+)\)s/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/** @param {number} bytes */
export function size(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return new Intl.NumberFormat(`${lang}-u-nu-latn`, {
    style: "unit",
    unit: "kilobyte",
  }).format(kilobytes);
}

/**
 * When the server was last asked, in words; nothing where the phone's clock cannot be right.
 * @param {import("./worker.js").Progress} progress
 */
export function dateOf({ checked = 0, sequence = 0 }) {
  const now = Date.now();
  if (!checked || checked > now || sequence * 1000 > now) return "";
  const format = { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat(
    `${lang}-u-ca-gregory-nu-latn`,
    /** @type {Intl.DateTimeFormatOptions} */ (format),
  ).format(checked);
}

/** Whether a save has passed another quarter: what is spoken on the way is no more than that. */
export function quarters() {
  let told = -1;
  /** @param {import("./worker.js").Progress} progress */
  return ({ done = 0, pages = 0 }) => {
    const quarter = pages ? Math.floor((4 * done) / pages) : 0;
    const next = quarter > told;
    told = Math.max(told, quarter);
    return next;
  };
}

/**
 * What is kept of a language, in words.
 * @param {Record<string, Message>} messages
 * @param {import("./worker.js").Progress} progress
 */
export function describe(messages, progress) {
  const { state, done = 0, pages = 0, size: bytes = 0, lost, reason } = progress;
  if (state === "saving") return say(messages.saving, { done, pages }, pages);
  if (reason === "room") return say(messages.room, { size: size(bytes) });
  if (progress.begun && state !== "failed" && messages.begun) {
    return say(messages.begun, { done, pages }, pages);
  }
  if (state === "none") return "";
  if (lost === undefined) return say(messages[state], { pages, size: size(bytes) }, pages);
  return say(messages.lost, { lost, pages, size: size(bytes) }, lost);
}
