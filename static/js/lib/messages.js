/** @typedef {string | Record<string, string>} Message a text, or one for each plural category */

const { lang } = document.documentElement;
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
 * What is kept of a language, in words.
 * @param {Record<string, Message>} messages
 * @param {import("./worker.js").Progress} progress
 */
export function describe(messages, { state, done = 0, pages = 0, size: bytes = 0, lost }) {
  if (state === "none") return "";
  if (state === "saving") return say(messages.saving, { done, pages }, pages);
  if (lost === undefined) return say(messages[state], { pages, size: size(bytes) }, pages);
  return say(messages.lost, { lost, pages, size: size(bytes) }, lost);
}
