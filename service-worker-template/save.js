// Saving. A page asks for it step by step, because browsers end workers that work too long; what
// a save has stored, the next step finds again, also after the worker itself was ended.

const STEP_LIMIT = 25_000; // ms; Firefox ends a worker 60 s after its event
const TOGETHER = 2; // chunks fetched at a time

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
      await (await openStore()).delete(pendingKey(language));
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
 * Whether only the first set may be fetched: nobody asked for the rest, and it is large.
 * @param {string} language
 * @param {Pending} pending
 * @param {Wish} wish
 */
async function firstOnly(language, { manifest }, { limit }) {
  if (limit === undefined || manifest.transfer_bytes <= limit) return false;
  return !(await readCopy(language))?.complete;
}

/**
 * The edition to fetch, or null where the phone already has the newest one it may take.
 * @param {string} language
 * @param {Wish} wish
 * @param {Tell} tell
 * @returns {Promise<Pending | null>}
 */
async function pendingEdition(language, wish, tell) {
  /** @type {Pending | null} */
  const begun = await readJson(pendingKey(language));
  if (begun?.paused && wish.limit !== undefined) return null;
  const copy = await readCopy(language);
  const { topics = begun ? begun.topics : (copy?.topics ?? null) } = wish;
  const chosen = JSON.stringify(topics);
  const same = JSON.stringify(begun?.topics) === chosen;
  if (begun && !begun.paused && same && begun.manifest.index === wish.index) return begun;
  const unchanged = copy?.complete && JSON.stringify(copy.topics) === chosen;
  const settled = Boolean(unchanged && copy && !(await loss(language, copy)));
  const found = await fetchManifest(language, settled ? copy?.etag : undefined);
  reachable = true;
  /** @param {Partial<Copy>} changes */
  const note = async (changes) => {
    if (copy) await writeJson(copyKey(language), { ...copy, checked: Date.now(), ...changes });
  };
  if (!found) {
    await note({});
    return null;
  }
  const { manifest, etag } = found;
  if (manifest.format !== DATA.format) {
    await scope.registration.update();
    return null;
  }
  const { sequence } = manifest;
  if (copy && sequence < copy.sequence) return null;
  const withdrawn = union(copy?.withdrawn, manifest.tombstones);
  if (settled && manifest.index === copy?.index) {
    await note({ withdrawn, sequence, etag });
    return null;
  }
  const { pages, transfer_bytes: size } = manifest;
  tell({ state: "saving", done: 0, pages, size });
  await note({ withdrawn });
  /** @type {Pending} */
  const pending = { manifest, etag, topics };
  await writeJson(pendingKey(language), pending);
  return pending;
}

/**
 * @param {string} language
 * @param {Pending} pending
 * @param {boolean} onlyFirst
 * @param {Tell} tell
 * @returns {Promise<Progress>}
 */
async function fill(language, pending, onlyFirst, tell) {
  const { manifest, topics } = pending;
  const index = await neededIndex(language, manifest.index);
  const wanted = wantedChunks(index, topics);
  const pages = pagesOf(wanted);
  let done = pages - pagesOf(await missingChunks(index, topics));
  const { index: hash, transfer_bytes: size } = manifest;
  const say = () => tell({ state: "saving", done, pages, size, index: hash });
  /** @param {Chunk} chunk */
  const stored = async (chunk) => {
    done += chunk.places.length;
    if (chunk.topic === "first") await announceFirstSet(language, pending, index);
    say();
  };
  say();
  const bases = await chunksHere(language);
  await fetchAssets(index);
  for (let before = -1; manifest.pack && !topics && !onlyFirst && done > before; ) {
    // Also to go on with: beyond some part of it, single chunks take more than all in one stream.
    const missing = await missingChunks(index, topics);
    const unpatched = missing.filter((chunk) => !bases.has(chunk.slot));
    if (transferOf(unpatched) <= manifest.transfer_bytes) break;
    before = done;
    await streamPack(language, manifest.pack, index.chunks, new Set(missing), stored);
  }
  for (;;) {
    const missing = await missingChunks(index, topics);
    const first = missing.filter((chunk) => chunk.topic === "first");
    if (!first.length) await announceFirstSet(language, pending, index);
    const next = (onlyFirst ? first : missing).slice(0, TOGETHER);
    if (!next.length && missing.length) return status(language);
    if (!next.length) return flip(language, pending, index);
    await Promise.all(
      next.map(async (chunk) => {
        await fetchPatched(chunk.key, chunk.hash, chunk.bytes, bases.get(chunk.slot));
        await stored(chunk);
      }),
    );
  }
}

/** @param {string} language @param {string} hash */
async function neededIndex(language, hash) {
  const key = indexKey(language, hash);
  if (!(await (await openStore()).match(key))) {
    const old = (await readCopy(language))?.index;
    await fetchPatched(
      key,
      hash,
      null,
      old ? { key: indexKey(language, old), hash: old } : undefined,
    );
  }
  return /** @type {Index} */ (await readIndex(language, hash));
}

/**
 * The chunks of the copy that is read now: patches start from them.
 * @param {string} language
 * @returns {Promise<Map<string, Chunk>>} by slot
 */
async function chunksHere(language) {
  const copy = await readCopy(language);
  const index = copy && (await readIndex(language, copy.index));
  const here = await keysHere();
  const chunks = index?.chunks.filter(({ key }) => here.has(key));
  return new Map(chunks?.map((chunk) => [chunk.slot, chunk]));
}

/** @param {Index} index */
async function fetchAssets(index) {
  const missing = await missingAssets(index);
  await Promise.all(
    missing.map(async (asset) => {
      const [url, hash, bytes] = asset;
      const key = assetKey(asset);
      // The page has just loaded most of them; only a wrong copy is asked for again.
      await fetchVerified(url, key, hash, bytes, { cache: "default" }).catch((error) => {
        if (noRoom(error) || underway.halt.signal.aborted) throw error;
        return fetchVerified(url, key, hash, bytes, { cache: "reload" });
      });
    }),
  );
}

/**
 * Lets the first set be read while the rest is still on its way.
 * @param {string} language
 * @param {Pending} pending
 * @param {Index} index
 */
async function announceFirstSet(language, pending, index) {
  if (!(await readCopy(language))) await writeCopy(language, pending, index, null);
}

/**
 * @param {string} language
 * @param {Pending} pending
 * @param {Index} index
 * @returns {Promise<Progress>}
 */
async function flip(language, pending, index) {
  const before = await readCopy(language);
  const previous = before && before.index !== pending.manifest.index ? before.index : "";
  await writeCopy(language, pending, index, previous);
  await (await openStore()).delete(pendingKey(language));
  await tidy();
  const updated = Boolean(before?.complete) && before?.index !== pending.manifest.index;
  return { ...(await status(language)), updated };
}

/**
 * @param {string} language
 * @param {Pending} pending
 * @param {Index} index
 * @param {string | null} previous null while not all is here
 */
async function writeCopy(language, { manifest, etag, topics }, index, previous) {
  const chunks = wantedChunks(index, topics);
  /** @type {Copy} */
  const copy = {
    index: manifest.index,
    previous: previous ?? "",
    sequence: manifest.sequence,
    etag,
    pages: pagesOf(chunks),
    size: topics ? transferOf(chunks) : manifest.transfer_bytes,
    complete: previous !== null,
    checked: Date.now(),
    topics,
    withdrawn: union((await readCopy(language))?.withdrawn, manifest.tombstones),
  };
  await writeJson(copyKey(language), copy);
}

/** @param {string[]} [known] @param {string[]} [told] */
const union = (known = [], told = []) => [...new Set([...known, ...told])];

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
