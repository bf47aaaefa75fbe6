import { messagesOf, say, size } from "./lib/messages.js";
import { ask, keep, register, registered, removeAll, supported } from "./lib/worker.js";

/** @typedef {import("./lib/worker.js").Progress} Progress */

const UNASKED = 1_000_000; // bytes
const REFUSED = "not-on-this-phone"; // in sessionStorage: nothing is kept until the tab closes

/**
 * Keeps the page's language on the phone by the network's policy, and says so in one line.
 * @param {HTMLElement} root
 */
export async function keeping(root) {
  const page = document.documentElement;
  const { language = "", policy } = page.dataset;
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const saveButton = /** @type {HTMLButtonElement} */ (root.querySelector("[data-save]"));
  const removeButton = /** @type {HTMLButtonElement} */ (root.querySelector("[data-remove]"));
  const messages = messagesOf(root);
  if (!supported()) return;

  /** @param {Progress} progress */
  function show({ state, pages = 0, size: bytes = 0 }) {
    page.dataset.offline = state;
    saveButton.hidden = state === "saved" || state === "saving";
    removeButton.hidden = state === "none" || state === "saving";
    if (state === "saved") {
      status.textContent = say(messages.saved, { pages, size: size(bytes) }, pages);
    } else if (state === "partial" || state === "failed") {
      status.textContent = say(messages[state]);
    } else {
      status.textContent = "";
    }
  }

  /** @param {{ aloud: boolean }} options whether the reader asked for it and hears of each step */
  async function save({ aloud }) {
    /** @type {Progress} */
    const before = (await registered())
      ? await ask({ type: "status", language })
      : { state: "none" };
    if (before.state === "none" || aloud) page.dataset.offline = "saving";
    saveButton.hidden = true;
    await register();
    /** @param {Progress} progress */
    const onProgress = ({ done = 0, pages = 0 }) => {
      if (aloud) status.textContent = say(messages.saving, { done, pages }, pages);
    };
    if (aloud) onProgress({ state: "saving" });
    const limit = aloud ? undefined : sparing() ? 0 : UNASKED;
    const whole = await keep(language, { limit, onProgress });
    // A copy that cannot be checked today is as good as it was.
    show(whole.state === "failed" && before.state === "saved" ? before : whole);
  }

  saveButton.addEventListener("click", () => {
    refuse(false);
    save({ aloud: true });
  });
  removeButton.addEventListener("click", async () => {
    refuse(true);
    await removeAll();
    show({ state: "none" });
    status.textContent = say(messages.removed);
  });

  const known = (await registered()) ? await ask({ type: "status", language }) : null;
  show(known ?? { state: "none" });
  await loaded();
  if (refused()) return;
  if (policy === "auto" || (known && known.state !== "none")) await save({ aloud: false });
}

/** Whether the reader's browser asks to save data. */
function sparing() {
  return Boolean(/** @type {any} */ (navigator).connection?.saveData);
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

function refused() {
  try {
    return sessionStorage.getItem(REFUSED) !== null;
  } catch {
    return false; // storage is refused: nothing could be remembered either
  }
}

/** @param {boolean} value */
function refuse(value) {
  try {
    if (value) sessionStorage.setItem(REFUSED, "");
    else sessionStorage.removeItem(REFUSED);
  } catch {
    // as above
  }
}
