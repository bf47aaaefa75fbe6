import { dateOf, describe, quarters, say, size } from "./messages.js";
import { topicChoice } from "./topic_choice.js";
import { ask, keep, register, registered } from "./worker.js";

/** @typedef {import("./worker.js").Progress} Progress */

/**
 * One language on the page about what is kept: keep, pause, cancel, check, mend, remove.
 * @param {HTMLElement} row
 * @param {object} parts
 * @param {Record<string, import("./messages.js").Message>} parts.messages
 * @param {import("../saved.js").Sizes | undefined} parts.sizes unknown without a network
 * @param {HTMLTemplateElement} parts.choice of topics
 * @param {() => void} parts.changed
 * @returns {() => Promise<void>} shows what is kept now
 */
export function languageRow(row, { messages, sizes, choice, changed }) {
  const { row: language = "" } = row.dataset;
  /** @template {HTMLElement} T @param {string} name @returns {T} */
  const part = (name) => /** @type {T} */ (row.querySelector(`[data-${name}]`));
  const [state, going, compared] = ["state", "progress", "compared"].map(part);
  const [saveButton, removeButton, checkButton] = ["save", "remove", "check"].map(part);
  const [pauseButton, cancelButton] = ["pause", "cancel"].map(part);
  const bar = /** @type {HTMLProgressElement} */ (going.querySelector("progress"));
  const count = /** @type {HTMLElement} */ (going.querySelector("span"));
  let what = "none";
  const topics = topicChoice(part("choice"), { choice, messages, sizes, changed: showButtons });

  function showButtons() {
    const saving = what === "saving";
    saveButton.hidden = saving || (what === "saved" && !topics.differs());
    checkButton.hidden = what === "none" || saving;
    removeButton.hidden = what === "none" || saving;
    pauseButton.hidden = cancelButton.hidden = !saving;
    going.hidden = !saving;
    state.classList.toggle("hidden", saving); // still spoken; the count beside the bar is seen
  }

  /** @param {Progress} progress */
  function show(progress) {
    const { begun } = progress;
    what = begun && progress.state === "none" ? "partial" : progress.state;
    state.textContent =
      progress.state === "none" && !begun && sizes
        ? say(messages.offer, { pages: sizes.pages, size: size(sizes.transfer_bytes) }, sizes.pages)
        : describe(messages, progress);
    const date = dateOf(progress);
    compared.hidden = !date;
    compared.textContent = say(messages.compared, { date });
    if (progress.topics !== undefined || what === "none") topics.show(progress.topics ?? null);
    showButtons();
  }

  /** @param {(progress: Progress) => boolean} passed @returns {(progress: Progress) => void} */
  const follow = (passed) => (progress) => {
    const { done = 0, pages = 0 } = progress;
    if (what !== "saving") return;
    if (pages) bar.max = pages;
    if (pages) bar.value = done;
    count.textContent = describe(messages, progress);
    if (passed(progress)) state.textContent = count.textContent;
  };

  saveButton.addEventListener("click", async () => {
    navigator.storage?.persist?.();
    what = "saving";
    bar.removeAttribute("value");
    const onProgress = follow(quarters());
    onProgress({ state: "saving", done: 0, pages: sizes?.pages });
    showButtons();
    pauseButton.focus();
    await register();
    show(await keep(language, { topics: topics.chosen(), onProgress }));
    if (document.activeElement === document.body)
      (saveButton.hidden ? removeButton : saveButton).focus();
    changed();
  });
  pauseButton.addEventListener("click", async () => show(await ask({ type: "pause", language })));
  cancelButton.addEventListener("click", async () => show(await ask({ type: "remove", language })));
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
    changed();
  });
  return async () => {
    if (what === "saving") return;
    show((await registered()) ? await ask({ type: "status", language }) : { state: "none" });
  };
}
