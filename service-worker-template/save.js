// Saves under way. A page asks for one step by step, because browsers end workers that work too
// long; what a save has stored, the next step finds again, also after the worker itself was ended.

const STEP_LIMIT = 25_000; // ms; Firefox ends a worker 60 s after its event

/**
 * @typedef {object} Progress
 * @property {"none" | "saving" | "partial" | "saved" | "failed"} state
 * @property {number} [done] pages here
 * @property {number} [pages] pages in all
 * @property {number} [size] bytes
 * @property {number} [lost] pages that were here and no longer are
 * @property {boolean} [begun] whether a first save has not come to its end
 * @property {string} [index] to go on with the same edition
 * @property {boolean} [updated] whether this save changed what is read
 * @property {string[] | null} [topics]
 * @property {string[]} [withdrawn]
 * @property {number} [checked] when the server was last asked, in ms since 1970
 * @property {number} [sequence]
 * @property {"new" | "still"} [away] the server cannot be reached: since now, or as before
 * @property {boolean} [going] more is to be told of this step
 * @property {"room" | string} [reason]
 */

/**
 * @typedef {object} Wish
 * @property {string} [index] the edition to go on with
 * @property {number} [limit] bytes that may be fetched unasked; above it only the first set is
 * @property {string[] | null} [topics] what to keep; without it the choice stays as it was
 * @property {boolean} [report] whether the page wants to hear of every chunk
 */

/** @typedef {(progress: Progress) => void} Tell */

/**
 * @typedef {object} Save
 * @property {Promise<Progress>} end
 * @property {AbortController} stop
 * @property {Set<Tell>} listeners
 * @property {Progress} progress the last that was told
 */

/** The saves under way; they are gone with the worker, at any moment. @type {Map<string, Save>} */
const saves = new Map();

/** Whether the last question to the server found it. */
let reachable = true;

/**
 * Begins a save or joins the one under way, and answers when it ends or the step has lasted long.
 * @param {string} language
 * @param {Wish} wish
 * @param {Tell} tell
 * @returns {Promise<Progress>}
 */
async function saveStep(language, wish, tell) {
  if (!DATA.languages.includes(language)) throw new Error(`${language}: no such language`);
  const save = saves.get(language) ?? begin(language, wish);
  if (wish.report) save.listeners.add(tell);
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => setTimeout(resolve, STEP_LIMIT, null));
  const ended = await Promise.race([save.end, late]);
  save.listeners.delete(tell);
  return ended ?? save.progress;
}

/** @param {string} language @param {Wish} wish @returns {Save} */
function begin(language, wish) {
  const stop = new AbortController();
  /** @type {Set<Tell>} */
  const listeners = new Set();
  /** @type {Tell} */
  const tell = (progress) => {
    save.progress = progress;
    for (const listener of listeners) listener({ ...progress, going: true });
  };
  const work = async () => {
    underway.halt = stop;
    try {
      return await saveWhole(language, wish, tell);
    } finally {
      underway.halt = new AbortController();
    }
  };
  const end = alone(work).finally(() => saves.delete(language));
  /** @type {Save} */
  const save = { stop, listeners, progress: { state: "saving", done: 0, pages: 0 }, end };
  saves.set(language, save);
  return save;
}

/**
 * @param {string} language
 * @param {Wish} wish
 * @param {Tell} tell
 * @param {boolean} [again] whether another edition has taken the place of the one asked for
 * @returns {Promise<Progress>}
 */
async function saveWhole(language, wish, tell, again = false) {
  const { signal } = underway.halt;
  try {
    const pending = signal.aborted ? null : await pendingEdition(language, wish, tell);
    if (!pending) return await status(language);
    return await fill(language, pending, await firstOnly(language, pending, wish), tell);
  } catch (error) {
    if (signal.aborted) return status(language);
    if (error instanceof Superseded && !again) {
      await drop(pendingKey(language));
      return saveWhole(language, { ...wish, index: undefined }, tell, true);
    }
    return failure(language, error);
  }
}

/**
 * What is here is still read, and what was begun goes on at the next visit.
 * @param {string} language
 * @param {unknown} error
 * @returns {Promise<Progress>}
 */
async function failure(language, error) {
  console.info(`${language}: not saved`, error);
  const full = noRoom(error);
  if (full) await makeRoom(language);
  const known = await status(language);
  const before = known.state === "none" || known.begun;
  const progress = { ...known, state: before ? /** @type {const} */ ("failed") : known.state };
  if (full) return { ...progress, reason: "room", size: saves.get(language)?.progress.size };
  if (!(error instanceof Unreachable)) return { ...progress, reason: String(error) };
  const away = reachable ? "new" : "still";
  reachable = false;
  return { ...progress, away, reason: String(error) };
}

/**
 * Lets go of what can be spared; what is read stays as it is.
 * @param {string} language
 */
async function makeRoom(language) {
  const copy = await readCopy(language);
  if (copy?.previous) await writeJson(copyKey(language), { ...copy, previous: "" }).catch(() => {});
  await tidy();
}

/**
 * Ends the save under way; it goes on when the reader says so.
 * @param {string} language
 */
async function pause(language) {
  saves.get(language)?.stop.abort();
  return alone(async () => {
    /** @type {Pending | null} */
    const pending = await readJson(pendingKey(language));
    if (pending) await writeJson(pendingKey(language), { ...pending, paused: true });
    return status(language);
  });
}

/** @param {string} language */
async function remove(language) {
  saves.get(language)?.stop.abort();
  return alone(async () => {
    await removeLanguage(language);
    return status(language);
  });
}

/** Ends every save under way, before everything is removed. @returns {Promise<Progress>} */
function stop() {
  for (const save of saves.values()) save.stop.abort();
  return alone(async () => ({ state: "none" }));
}
