import { describe, messagesOf, say, size } from "./lib/messages.js";
import { ask, keep, register, registered, supported } from "./lib/worker.js";

/** @typedef {import("./lib/worker.js").Progress} Progress */

/**
 * The list of languages: what of each is on the phone, what keeping it would take.
 * @param {HTMLElement} root
 */
export async function saved(root) {
  const keeping = /** @type {HTMLElement} */ (document.querySelector("[data-module=keeping]"));
  const messages = { ...messagesOf(keeping), ...messagesOf(root) };
  const rows = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-row]"));
  const able = await supported();
  const sizes = able ? await sizesBefore() : {};
  for (const row of rows) {
    const language = row.dataset.row ?? "";
    const state = /** @type {HTMLElement} */ (row.querySelector("[data-state]"));
    const saveButton = /** @type {HTMLButtonElement} */ (row.querySelector("[data-save]"));
    const removeButton = /** @type {HTMLButtonElement} */ (row.querySelector("[data-remove]"));
    const checkButton = /** @type {HTMLButtonElement} */ (row.querySelector("[data-check]"));
    if (!able) {
      state.textContent = say(messages.unsupported);
      continue;
    }

    /** @param {Progress} progress */
    const show = (progress) => {
      const { state: what } = progress;
      saveButton.hidden = what === "saved" || what === "saving";
      checkButton.hidden = removeButton.hidden = what === "none" || what === "saving";
      const before = sizes[language];
      state.textContent =
        what === "none" && before
          ? say(messages.offer, { ...before, size: size(before.size) }, before.pages)
          : describe(messages, progress);
    };

    saveButton.addEventListener("click", async () => {
      show({ state: "saving", pages: sizes[language]?.pages });
      await register();
      show(await keep(language, { onProgress: show }));
      removeButton.focus();
    });
    checkButton.addEventListener("click", async () => {
      state.textContent = say(messages.checking);
      const found = await ask({ type: "check", language });
      show(found);
      const { pages = 0 } = found;
      if (found.state === "saved") state.textContent = say(messages.whole, { pages }, pages);
      else saveButton.focus();
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
