import { scriptUrl } from "./trusted.js";

/**
 * @typedef {object} Progress what the worker answers
 * @property {"none" | "saving" | "partial" | "saved" | "failed"} state
 * @property {number} [done]
 * @property {number} [pages]
 * @property {number} [size]
 * @property {number} [lost] pages that were here and no longer are
 * @property {boolean} [begun] whether a first save has not come to its end
 * @property {string} [index]
 * @property {boolean} [updated]
 * @property {string[] | null} [topics] what is kept, null for all
 * @property {string[]} [withdrawn]
 * @property {number} [checked] when the server was last asked, in ms since 1970
 * @property {number} [sequence] of the edition, mostly a time in s since 1970
 * @property {"new" | "still"} [away] the server cannot be reached: since now, or as before
 * @property {string} [reason]
 */

/**
 * @typedef {object} Message
 * @property {"status" | "sizes" | "kept" | "check" | "save" | "pause" | "stop" | "remove"} type
 * @property {string} [language]
 * @property {number} [limit]
 * @property {string[] | null} [topics]
 * @property {string} [index]
 */

const SCRIPT = "/sw.js";
const SILENCE = 35_000; // ms; a step answers in less, if its worker was not ended meanwhile
const STOPPING = 5_000; // ms for a save to end before everything is removed all the same
const LEAVING = 3_000; // ms; WebKit still names for a while what it has let go of
const INSTALLING = 10_000; // ms; WebKit may leave a worker at that for the whole session
const NO_ANSWER = "no answer";
const STALLS = 6; // steps without progress before a save counts as failed

/** Whether this browser can keep pages: some private windows and in-app browsers cannot. */
export async function supported() {
  if (!("serviceWorker" in navigator && "caches" in window && window.isSecureContext)) return false;
  try {
    await caches.keys();
    return true;
  } catch {
    return false; // storage is refused
  }
}

/** Finds the registration without making one. */
export const registered = () => navigator.serviceWorker.getRegistration("/");

export async function register() {
  const attempt = () =>
    navigator.serviceWorker.register(scriptUrl(SCRIPT), {
      updateViaCache: "none",
    });
  // A network may have put something else in its place, which the browser still holds.
  await attempt().catch(async () => {
    await fetch(SCRIPT, { cache: "reload" });
    await attempt();
  });
}

/** Removes the kept pages and the worker. */
export async function removePages() {
  const remove = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  };
  await remove();
  if (await registered()) await ask({ type: "stop" }, undefined, STOPPING);
  await remove(); // what a save put back that was under way
  for (const found of await navigator.serviceWorker.getRegistrations()) await found.unregister();
}

/** Removes everything this app has put on the phone, as far as the browser lets it. */
export async function removeAll() {
  const steps = [removePages, () => localStorage.clear(), () => sessionStorage.clear()];
  for (const step of steps) {
    try {
      await step();
    } catch {
      // what is refused to scripts holds nothing of ours; `remains` looks again
    }
  }
}

/** Whether anything of ours can still be found, once the browser has had time to let go of it. */
export async function remains() {
  if (!(await supported())) return false;
  const end = Date.now() + LEAVING;
  for (;;) {
    const registrations = await navigator.serviceWorker.getRegistrations();
    const found = registrations.length || (await caches.keys()).length || localStorage.length;
    if (!found || Date.now() > end) return Boolean(found);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {Message} message
 * @param {(progress: Progress) => void} [onProgress] hears what is told before the answer
 * @param {number} [patience] ms
 * @returns {Promise<any>} a `Progress`; `sizes` answers with what `/offline/index.json` says,
 *   `kept` with the languages on this phone
 */
export async function ask(message, onProgress, patience = SILENCE) {
  const worker = await activated();
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    /** @param {any} reply */
    const end = (reply) => {
      clearTimeout(timer);
      port1.close();
      resolve(reply);
    };
    const timer = setTimeout(end, patience, { state: "failed", reason: NO_ANSWER });
    // A worker that ended itself keeps nothing, and does not answer any more.
    const look = () => worker?.state !== "activated" && end({ state: "none" });
    look();
    worker?.addEventListener("statechange", look);
    port1.onmessage = ({ data }) => (data.going ? onProgress?.(data) : end(data));
    worker?.postMessage({ ...message, report: Boolean(onProgress) }, [port2]);
  });
}

/** The worker of these pages, once it is ready; null where there is none, or it never gets ready. */
async function activated() {
  const registration = await registered();
  const coming = registration?.active ?? registration?.waiting ?? registration?.installing;
  if (!coming) return null;
  if (["activated", "redundant"].includes(coming.state)) return coming;
  return new Promise((resolve) => {
    setTimeout(resolve, INSTALLING, null);
    coming.addEventListener("statechange", () => {
      if (["activated", "redundant"].includes(coming.state)) resolve(coming);
    });
  });
}

/**
 * Asks for step after step until a language is kept; the page drives, because browsers
 * end workers that work too long.
 * @param {string} language
 * @param {{ limit?: number, topics?: string[] | null,
 *   onProgress?: (progress: Progress) => void }} [options]
 *   `limit`: bytes that may be fetched without the reader's word; above it only the first set is.
 *   `topics`: what to keep, null for all; without it the choice stays as it was
 * @returns {Promise<Progress>}
 */
export async function keep(language, { limit, topics, onProgress } = {}) {
  let index;
  let done = -1;
  let stalls = 0;
  for (;;) {
    /** @type {Progress} */
    const progress = await ask({ type: "save", language, limit, topics, index }, onProgress);
    if (progress.state === "failed" && progress.reason === NO_ANSWER && ++stalls < STALLS) continue;
    if (progress.state !== "saving") return progress;
    onProgress?.(progress);
    stalls = (progress.done ?? 0) > done ? 0 : stalls + 1;
    if (stalls === STALLS) return { ...progress, state: "failed", reason: "no progress" };
    done = progress.done ?? 0;
    index = progress.index;
  }
}
