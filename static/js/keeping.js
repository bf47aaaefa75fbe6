import { installed } from "./lib/installed.js";
import { dateOf, describe, messagesOf, quarters, say } from "./lib/messages.js";
import { refuse, refused } from "./lib/refusal.js";
import { hideWithdrawn } from "./lib/withdrawn.js";
import { ask, keep, register, registered, removePages, supported } from "./lib/worker.js";

/** @typedef {import("./lib/worker.js").Progress} Progress */

const UNASKED = 1_000_000; // bytes

/**
 * Keeps the page's language on the phone by the network's policy, and says so in one line
 * when something changed; what has long been kept is said on the page about it.
 * @param {HTMLElement} root
 */
export async function keeping(root) {
  const page = document.documentElement;
  const { language = "", policy } = page.dataset;
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const saveButton = /** @type {HTMLButtonElement} */ (root.querySelector("[data-save]"));
  const removeButton = /** @type {HTMLButtonElement} */ (root.querySelector("[data-remove]"));
  const messages = messagesOf(root);
  const home = location.pathname === `/${language}/`;
  if (!(await supported())) {
    if (home) status.textContent = say(messages.unsupported);
    return;
  }

  /** @param {Progress} progress */
  function show(progress) {
    const { state } = progress;
    page.dataset.offline = state;
    saveButton.hidden = state === "saved" || state === "saving";
    removeButton.hidden = state === "none" || state === "saving";
    status.textContent = state === "saving" ? "" : describe(messages, progress);
    const card = document.querySelector("[data-kept]");
    if (card && status.textContent) card.textContent = status.textContent;
  }

  const passed = quarters();
  /** @param {Progress} progress */
  function tell(progress) {
    if (passed(progress)) status.textContent = describe(messages, progress);
  }

  /** @param {Progress} progress */
  async function showAway(progress) {
    const date = dateOf(progress);
    if (progress.state === "failed" || !date) return;
    // Announced once: on the pages after it, it is there to be read.
    if (progress.away === "still") status.removeAttribute("role");
    status.textContent = say(messages.away, { date });
    const kept = await ask({ type: "kept" });
    for (const link of document.querySelectorAll("#languages a[hreflang]")) {
      const [, code] = /** @type {HTMLAnchorElement} */ (link).pathname.split("/");
      if (kept.includes(code)) continue;
      const note = document.createElement("span");
      note.className = "languages__lacks";
      note.textContent = say(messages.absent);
      link.after(" ", note);
    }
  }

  /** @param {Progress} before @param {number} [limit] bytes that may be fetched unasked */
  async function save(before, limit) {
    if (refused()) return; // the reader was faster than this page
    await register();
    const after = await keep(language, {
      limit,
      onProgress: limit === undefined ? tell : undefined,
    });
    // No worker stays (a private window, or one that ends itself): there is nothing to offer.
    if (after.state === "none" && limit !== undefined) page.dataset.offline = "none";
    else if (before.state !== "saved") show(after);
    if (after.away) await showAway(after);
    hideWithdrawn(after.withdrawn ?? []);
    document.dispatchEvent(new CustomEvent("kept", { detail: after }));
  }

  saveButton.addEventListener("click", () => {
    refuse(false);
    navigator.storage?.persist?.();
    show({ state: "saving" });
    save({ state: "none" });
  });
  removeButton.addEventListener("click", async () => {
    refuse(true);
    await removePages();
    show({ state: "none" });
    status.textContent = say(messages.removed);
  });

  /** @type {Progress} */
  const known = (await registered()) ? await ask({ type: "status", language }) : { state: "none" };
  page.dataset.offline = known.state;
  hideWithdrawn(known.withdrawn ?? []);
  if (refused()) {
    if (home) show(known);
  } else if (installed() && known.state !== "saved") {
    show({ state: "saving" }); // the icon was the word; a fresh store of its own is filled first
    await save(known);
  } else if (policy === "auto" || known.state !== "none") {
    await loaded();
    if (known.state === "none") page.dataset.offline = "saving";
    await save(known, sparing() ? 0 : UNASKED);
  } else if (home) {
    show(known);
  }
}

/** Whether the reader's browser asks to save data. */
function sparing() {
  return Boolean(/** @type {any} */ (navigator).connection?.saveData);
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}
