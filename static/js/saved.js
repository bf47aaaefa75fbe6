import { messagesOf, say, size } from "./lib/messages.js";
import { ask, keep, register, registered, supported } from "./lib/worker.js";

/** @typedef {import("./lib/worker.js").Progress} Progress */

/**
 * The list of languages: what of each is on the phone, what keeping it would take.
 * @param {HTMLElement} root
 */
export async function saved(root) {
  const messages = messagesOf(/** @type {HTMLElement} */ (document.querySelector(".keeping")));
  const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-row]"));
  const able = await supported();
  const sizes = able ? await sizesBefore() : {};
  for (const row of rows) {
    const language = row.dataset.row ?? "";
    const state = /** @type {HTMLElement} */ (row.querySelector("[data-state]"));
    const saveButton = /** @type {HTMLButtonElement} */ (row.querySelector("[data-save]"));
    const removeButton = /** @type {HTMLButtonElement} */ (row.querySelector("[data-remove]"));
    if (!able) {
      state.textContent = say(messages.unsupported);
      continue;
    }

    /** @param {Progress} progress */
    const show = (progress) => {
      const { pages = 0, size: bytes = 0 } =
        progress.state === "none" ? (sizes[language] ?? {}) : progress;
      saveButton.hidden = progress.state === "saved" || progress.state === "saving";
      removeButton.hidden = progress.state === "none" || progress.state === "saving";
      if (progress.state === "none") {
        state.textContent = pages ? say(messages.offer, { pages, size: size(bytes) }, pages) : "";
      } else if (progress.state === "saving") {
        state.textContent = say(messages.saving, { done: progress.done ?? 0, pages }, pages);
      } else {
        state.textContent = say(messages[progress.state], { pages, size: size(bytes) }, pages);
      }
    };

    saveButton.addEventListener("click", async () => {
      show({ state: "saving", pages: sizes[language]?.pages });
      await register();
      show(await keep(language, { onProgress: show }));
      removeButton.focus();
    });
    removeButton.addEventListener("click", async () => {
      show(await ask({ type: "remove", language }));
      saveButton.focus();
    });
    const refresh = async () =>
      show((await registered()) ? await ask({ type: "status", language }) : { state: "none" });
    document.addEventListener("kept", refresh);
    await refresh();
  }
}

/** @returns {Promise<Record<string, { pages: number, size: number }>>} */
async function sizesBefore() {
  try {
    /** @type {Record<string, { pages: number, transfer_bytes: number }>} */
    const found = await ((await registered())
      ? ask({ type: "sizes" })
      : (await fetch("/offline/index.json", { cache: "no-store" })).json());
    return Object.fromEntries(
      Object.entries(found).map(([code, row]) => [
        code,
        { pages: row.pages, size: row.transfer_bytes },
      ]),
    );
  } catch {
    return {}; // no network: sizes are not known, what is kept still is
  }
}
