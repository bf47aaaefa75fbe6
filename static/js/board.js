import { keepInAddress, offers } from "./lib/choices.js";
import { hasEnded } from "./lib/day.js";
import { messagesOf, say } from "./lib/messages.js";

/**
 * Leaves out what has ended by this phone's clock, and filters by what the address holds.
 * @param {HTMLElement} root
 */
export function board(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const count = /** @type {HTMLElement} */ (root.querySelector("[data-count]"));
  const nothing = /** @type {HTMLElement} */ (root.querySelector("[data-nothing]"));
  const entries = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-until]"));
  const selects = [...form.querySelectorAll("select")];
  const { count: message } = messagesOf(root);

  function show() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      const asked = query.get(select.name) ?? "";
      select.value = offers(select, asked) ? asked : "";
    }
    const chosen = selects.filter(({ value }) => value);
    let found = 0;
    for (const entry of entries) {
      const fits = chosen.every(({ name, value }) => entry.dataset[name] === value);
      entry.hidden = !fits || hasEnded(entry.dataset.until ?? "");
      if (!entry.hidden) found += 1;
    }
    nothing.hidden = found > 0;
    if (chosen.length) form.closest("details")?.setAttribute("open", "");
    if (chosen.length || count.textContent) count.textContent = say(message, { num: found }, found);
  }

  keepInAddress(form, show);
  show();
}
