import { messagesOf, say } from "./lib/messages.js";

/**
 * Copies a short text, to be sent to somebody. The text can be read and marked without it.
 * @param {HTMLElement} root
 */
export function copy(root) {
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("button"));
  const text = /** @type {HTMLElement} */ (root.querySelector("[data-text]"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent ?? "");
    status.textContent = say(messagesOf(root).copied);
  });
}
