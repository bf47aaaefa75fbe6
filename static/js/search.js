import { messagesOf, say } from "./lib/messages.js";

/**
 * Filters the list of everything by the words in the address, as the server does where it
 * is asked. A saved page holds the whole list.
 * @param {HTMLElement} root
 */
export function search(root) {
  const query = new URLSearchParams(location.search).get("q")?.trim().slice(0, 200) ?? "";
  if (!query) return;
  const messages = messagesOf(root);
  const input = document.querySelector("input[name=q]");
  if (input instanceof HTMLInputElement) input.value = query;
  const words = folded(query).split(/\s+/);
  let found = 0;
  for (const entry of root.querySelectorAll("[data-entries] > li")) {
    const text = folded(entry.textContent ?? "");
    const fits = words.every((word) => text.includes(word));
    entry.toggleAttribute("hidden", !fits);
    if (fits) found += 1;
  }
  const heading = root.querySelector("h2");
  const count = root.querySelector("[data-count]");
  if (heading) heading.textContent = say(messages.found);
  if (count) count.textContent = say(messages.count, { num: found }, found);
  root.querySelector("[data-nothing]")?.toggleAttribute("hidden", found > 0);
}

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase();
