import { languageRow } from "./lib/language_row.js";
import { messagesOf, say, size } from "./lib/messages.js";
import { ask, registered, supported } from "./lib/worker.js";

/** @typedef {{ pages: number, transfer_bytes: number }} Size */
/** @typedef {Size & { topics: Record<string, Size> }} Sizes what a language takes, and its topics */

/**
 * The list of languages: what of each is on the phone, what keeping it would take.
 * @param {HTMLElement} root
 */
export async function saved(root) {
  const keeping = /** @type {HTMLElement} */ (document.querySelector("[data-module=keeping]"));
  const messages = { ...messagesOf(keeping), ...messagesOf(root) };
  const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-row]"));
  if (!(await supported())) {
    for (const row of rows) {
      const state = /** @type {HTMLElement} */ (row.querySelector("[data-state]"));
      state.textContent = say(messages.unsupported);
    }
    return;
  }
  const storage = /** @type {HTMLElement} */ (root.querySelector("[data-storage]"));
  const choice = /** @type {HTMLTemplateElement} */ (root.querySelector("template"));
  const sizes = await sizesBefore();

  /** How much is used, and whether the browser has promised anything. */
  async function showStorage() {
    const { usage } = (await navigator.storage?.estimate?.()) ?? {};
    const kept = (await registered()) ? await ask({ type: "kept" }) : [];
    storage.hidden = !(usage && kept.length);
    const promised = await navigator.storage?.persisted?.();
    const message = promised ? messages.promised : messages.unpromised;
    storage.textContent = say(message, { size: size(usage ?? 0) });
  }

  const refreshes = [...rows].map((row) => {
    const sizesOfRow = sizes[row.dataset.row ?? ""];
    return languageRow(row, { messages, sizes: sizesOfRow, choice, changed: showStorage });
  });
  document.addEventListener("kept", () => {
    for (const refresh of refreshes) refresh();
  });
  await Promise.all(refreshes.map((refresh) => refresh()));
  await showStorage();
}

/** @returns {Promise<Record<string, Sizes>>} */
async function sizesBefore() {
  try {
    const found = (await registered())
      ? await ask({ type: "sizes" })
      : await (await fetch("/offline/index.json", { cache: "no-store" })).json();
    return found.state ? {} : found;
  } catch {
    return {}; // no network: sizes are not known, what is kept still is
  }
}
