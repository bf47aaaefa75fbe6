// Saving in steps: each is one message and ends by itself, because browsers stop workers
// that work too long. Whatever a step has stored, the next one finds again.

const STEP_LIMIT = 25_000; // ms; Firefox ends a worker 60 s after its event
const TOGETHER = 2; // chunks fetched at a time

/**
 * @typedef {object} Progress
 * @property {"none" | "saving" | "partial" | "saved" | "failed"} state
 * @property {number} [done] pages here
 * @property {number} [pages] pages in all
 * @property {number} [size] bytes
 * @property {number} [lost] pages that were here and no longer are
 * @property {string} [index] to go on with the same edition
 * @property {boolean} [updated] whether this step changed what is read
 * @property {string} [reason]
 */

/**
 * @typedef {object} Wish
 * @property {string} [index] the edition to go on with
 * @property {number} [limit] bytes that may be fetched unasked; above it only the first set is
 */

/**
 * @param {string} language
 * @param {Wish} wish
 * @returns {Promise<Progress>}
 */
async function saveStep(language, wish) {
  if (!DATA.languages.includes(language)) throw new Error(`${language}: no such language`);
  const deadline = Date.now() + STEP_LIMIT;
  const pending = await pendingEdition(language, wish.index);
  if (!pending) return status(language);
  const { manifest } = pending;
  try {
    const asked = wish.limit === undefined || Boolean((await readCopy(language))?.complete);
    const firstOnly = !asked && manifest.transfer_bytes > Number(wish.limit);
    return await fill(language, pending, firstOnly, deadline);
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    await (await openStore()).delete(pendingKey(language));
    if (wish.index) throw error;
    return { state: "saving", done: 0, pages: manifest.pages };
  }
}

/**
 * The edition to fetch, or null where the phone already has the newest one it may take.
 * @param {string} language
 * @param {string | undefined} index
 * @returns {Promise<Pending | null>}
 */
async function pendingEdition(language, index) {
  /** @type {Pending | null} */
  const begun = await readJson(pendingKey(language));
  if (begun && begun.manifest.index === index) return begun;
  const copy = await readCopy(language);
  const whole = Boolean(copy?.complete && !(await loss(language, copy)));
  const found = await fetchManifest(language, whole ? copy?.etag : undefined);
  if (copy) await writeJson(copyKey(language), { ...copy, checked: Date.now() });
  if (!found) return null;
  const { manifest, etag } = found;
  if (manifest.format !== DATA.format) {
    await scope.registration.update();
    return null;
  }
  if (copy && manifest.sequence < copy.sequence) return null;
  if (copy && whole && manifest.index === copy.index) {
    const { sequence, pages } = manifest;
    await writeJson(copyKey(language), { ...copy, sequence, pages, etag, checked: Date.now() });
    return null;
  }
  await writeJson(pendingKey(language), found);
  return found;
}

/**
 * @param {string} language
 * @param {Pending} pending
 * @param {boolean} firstOnly
 * @param {number} deadline
 * @returns {Promise<Progress>}
 */
async function fill(language, pending, firstOnly, deadline) {
  const { manifest } = pending;
  const index = await neededIndex(language, manifest.index);
  const bases = await chunksHere(language);
  await fetchAssets(index);
  if (!firstOnly && manifest.pack && (await missingChunks(index)).length === index.chunks.length) {
    await streamPack(language, pending, index, deadline);
  }
  for (;;) {
    const missing = await missingChunks(index);
    const first = missing.filter((chunk) => chunk.topic === "first");
    if (!first.length) await announceFirstSet(language, pending);
    const wanted = firstOnly ? first : missing;
    if (!wanted.length)
      return firstOnly && missing.length ? status(language) : flip(language, pending);
    if (Date.now() > deadline) {
      const pages = missing.reduce((sum, chunk) => sum + chunk.places.length, 0);
      return {
        state: "saving",
        done: manifest.pages - pages,
        pages: manifest.pages,
        index: manifest.index,
      };
    }
    await Promise.all(
      wanted
        .slice(0, TOGETHER)
        .map((chunk) => fetchPatched(chunk.key, chunk.hash, chunk.bytes, bases.get(chunk.slot))),
    );
  }
}

/** @param {string} language @param {string} hash */
async function neededIndex(language, hash) {
  const here = await readIndex(language, hash);
  if (here) return here;
  const old = (await readCopy(language))?.index;
  const base = old ? { key: indexKey(language, old), hash: old } : undefined;
  await fetchPatched(indexKey(language, hash), hash, null, base);
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
  return new Map(index?.chunks.map((chunk) => [chunk.slot, chunk]));
}

/** @param {Index} index */
async function fetchAssets(index) {
  const missing = await missingAssets(index);
  await Promise.all(
    missing.map(async (asset) => {
      const [url, hash, bytes] = asset;
      const key = assetKey(asset);
      // The page has just loaded most of them; only a wrong copy is asked for again.
      await fetchVerified(url, key, hash, bytes, { cache: "default" }).catch(() =>
        fetchVerified(url, key, hash, bytes, { cache: "reload" }),
      );
    }),
  );
}

/**
 * Cuts the pack at the lengths of its chunks; each is stored the moment it is whole.
 * Whatever ends the stream early leaves the rest to single chunks.
 * @param {string} language
 * @param {Pending} pending
 * @param {Index} index
 * @param {number} deadline
 */
async function streamPack(language, pending, index, deadline) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), Math.max(0, deadline - Date.now()));
  try {
    const url = `/offline/${language}/pack/${pending.manifest.pack}.json`;
    const response = await fetchOurs(url, { signal: stop.signal });
    if (!response.body) return;
    await cutStream(response.body.getReader(), index.chunks, async (chunk, body) => {
      await storeVerified(chunk.key, chunk.key, chunk.hash, chunk.bytes, body);
      if (chunk.topic === "first") await announceFirstSet(language, pending);
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") throw error;
    console.info("pack ended early", error);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @param {Chunk[]} chunks
 * @param {(chunk: Chunk, body: Uint8Array<ArrayBuffer>) => Promise<void>} take
 */
async function cutStream(reader, chunks, take) {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    const body = new Uint8Array(chunk.bytes);
    let filled = 0;
    while (filled < body.length) {
      if (!rest.length) {
        const { value, done } = await reader.read();
        if (done) throw new Error("the pack is shorter than promised");
        rest = new Uint8Array(value);
      }
      const part = rest.subarray(0, body.length - filled);
      body.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    await take(chunk, body);
  }
}

/**
 * Lets the first set be read while the rest is still on its way.
 * @param {string} language
 * @param {Pending} pending
 */
async function announceFirstSet(language, pending) {
  if (!(await readCopy(language))) await writeCopy(language, pending, "", false);
}

/** @param {string} language @param {Pending} pending @returns {Promise<Progress>} */
async function flip(language, pending) {
  const before = await readCopy(language);
  const previous = before && before.index !== pending.manifest.index ? before.index : "";
  await writeCopy(language, pending, previous, true);
  await (await openStore()).delete(pendingKey(language));
  await tidy();
  return { ...(await status(language)), updated: Boolean(before?.complete) };
}

/**
 * @param {string} language
 * @param {Pending} pending
 * @param {string} previous
 * @param {boolean} complete
 */
async function writeCopy(language, { manifest, etag }, previous, complete) {
  /** @type {Copy} */
  const copy = {
    index: manifest.index,
    previous,
    sequence: manifest.sequence,
    etag,
    pages: manifest.pages,
    size: manifest.transfer_bytes,
    complete,
    checked: Date.now(),
  };
  await writeJson(copyKey(language), copy);
}
