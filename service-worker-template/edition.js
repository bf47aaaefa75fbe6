// One edition of a language: which one to fetch, its files, and how it takes its place.

const TOGETHER = 2; // chunks fetched at a time
const MANY = 2; // changed chunks, whose patches come in one answer

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
  await fetchAssets(index);
  let bases = await patchable(language, index);
  for (let before = -1; manifest.pack && !topics && !onlyFirst && done > before; ) {
    const missing = await missingChunks(index, topics);
    const unpatched = missing.filter((chunk) => !bases.has(chunk.slot));
    const start = shortestStream(manifest, index.chunks, unpatched);
    if (start === null) break;
    before = done;
    await streamPack(language, manifest, index.chunks, start, new Set(missing), stored);
    bases = await patchable(language, index);
  }
  /** @param {Chunk} chunk */
  const fetchChunk = async (chunk) => {
    await fetchPatched(chunk.key, chunk.hash, chunk.bytes, bases.get(chunk.slot));
    await stored(chunk);
  };
  if (!topics && !onlyFirst) {
    await takeBundle(language, manifest, await missingChunks(index, topics), stored);
  }
  for (;;) {
    const missing = await missingChunks(index, topics);
    const first = missing.filter((chunk) => chunk.topic === "first");
    if (!first.length) await announceFirstSet(language, pending, index);
    const next = onlyFirst ? first : missing;
    if (!next.length) return missing.length ? status(language) : flip(language, pending, index);
    for (let at = 0; at < next.length; at += TOGETHER) {
      await Promise.all(next.slice(at, at + TOGETHER).map(fetchChunk));
    }
  }
}

/**
 * Brings chunks up to date by the patches that lead from the copy that is read now, all in one
 * answer. What it does not hold, or what does not fit, is left to single patches.
 * @param {string} language
 * @param {Manifest} manifest
 * @param {Chunk[]} missing
 * @param {(chunk: Chunk) => Promise<void>} stored
 */
async function takeBundle(language, manifest, missing, stored) {
  const before = (await readCopy(language))?.index;
  const old = before && before !== manifest.index && (await readIndex(language, before));
  if (!old) return;
  const bases = new Map(old.chunks.map(({ slot, key }) => [slot, key]));
  const changed = missing.filter(({ slot }) => bases.has(slot));
  if (changed.length < MANY) return;
  try {
    const url = `/offline/${language}/patches/${manifest.index}.from.${before}.json`;
    const bundle = parsed(await fetchOurs(url, {}, whole));
    for (const chunk of changed) {
      const base = await find(bases.get(chunk.slot) ?? "");
      const steps = bundle[chunk.slot];
      if (!base || !steps) continue;
      await storePatched(chunk.key, chunk.hash, chunk.bytes, await base.text(), steps);
      await stored(chunk);
    }
  } catch (error) {
    if (noRoom(error) || underway.halt.signal.aborted) throw error;
    console.info("patches one by one", error);
  }
}

/** @param {string} language @param {string} hash */
async function neededIndex(language, hash) {
  const key = indexKey(language, hash);
  if (!(await find(key))) {
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
 * What patches start from: earlier chunks that the pack brought, and those that are read now.
 * @param {string} language
 * @param {Index} index
 * @returns {Promise<Map<string, Packed>>} by slot
 */
async function patchable(language, index) {
  const copy = await readCopy(language);
  const read = (copy && (await readIndex(language, copy.index)))?.chunks ?? [];
  const here = await keysHere();
  /** @type {[string, Packed][]} */
  const known = [
    ...index.chunks.map(({ slot, packed }) => /** @type {[string, Packed]} */ ([slot, packed])),
    ...read.map((chunk) => /** @type {[string, Packed]} */ ([chunk.slot, chunk])),
  ];
  return new Map(known.filter(([, { key }]) => here.has(key)));
}

/** @param {Index} index */
async function fetchAssets(index) {
  const missing = await missingAssets(index);
  await Promise.all(
    missing.map(async (asset) => {
      const [url, hash, bytes, text] = asset;
      const key = assetKey(asset);
      if (text) return storeVerified(url, key, hash, bytes, new TextEncoder().encode(text));
      // The page has just loaded most of them; only a wrong copy is asked for again.
      return fetchVerified(url, key, hash, bytes, { cache: "default" }).catch((error) => {
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
  await drop(pendingKey(language));
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
