import { DAY } from "./lib/day.js";
import { messagesOf, say } from "./lib/messages.js";

const OLD = 90; // days
const VERY_OLD = 180;

/**
 * Says how long ago somebody looked, in words that grow more careful. Where the phone's clock
 * shows a day before that, nothing can be said.
 * @param {HTMLElement} root
 */
export function age(root) {
  const days = Math.floor((Date.now() - Date.parse(root.dataset.date ?? "")) / DAY);
  const { unknown, old, ancient } = messagesOf(root);
  if (days < -1) root.textContent = say(unknown);
  else if (days > VERY_OLD) root.textContent = say(ancient);
  else if (days > OLD) root.textContent = say(old);
  root.hidden = !root.textContent;
}
