/** @type {Set<string>} */
const withdrawn = new Set();

/** @param {string} address without its language */
export const isWithdrawn = (address) => withdrawn.has(address);

/**
 * Hides what leads to pages that were withdrawn, until pages without them are here.
 * @param {string[]} addresses without their language
 */
export function hideWithdrawn(addresses) {
  const { language } = document.documentElement.dataset;
  for (const address of addresses) {
    withdrawn.add(address);
    for (const link of document.querySelectorAll(`a[href="/${language}/${address}"]`)) {
      const holder = /** @type {HTMLElement} */ (link.closest("li") ?? link);
      holder.hidden = true;
    }
  }
}
