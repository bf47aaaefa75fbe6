import { messagesOf, say } from "./lib/messages.js";
import { refuse } from "./lib/refusal.js";
import { remains, removeAll } from "./lib/worker.js";

/**
 * Removes everything, also without a network, looks whether it is gone, and says so.
 * @param {HTMLElement} form
 */
export function forget(form) {
  const messages = messagesOf(form);
  const result = /** @type {HTMLElement} */ (form.querySelector("[data-result]"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    result.textContent = say(messages.working);
    refuse(true); // or this page, or the next one, would keep itself again
    await removeAll();
    document.documentElement.dataset.offline = "none";
    result.textContent = say((await remains()) ? messages.left : messages.gone);
  });
}
