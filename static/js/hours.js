import { messagesOf } from "./lib/messages.js";
import { state } from "./lib/opening.js";

/**
 * Says whether a service is open now.
 * @param {HTMLElement} root
 */
export function hours(root) {
  const { zone, schedules = "[]" } = root.dataset;
  root.textContent = state(messagesOf(root), JSON.parse(schedules), zone);
}
