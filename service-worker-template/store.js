// Everything lies in one cache: one store, one fate. Keys under HERE are never requested.

const STORE = "pages";
const HERE = "/offline/here/";
const LAST_LANGUAGE = `${HERE}language.json`;

/**
 * The copy of one language; written last, so that it never names what is not there.
 * @typedef {object} Copy
 * @property {string} index hash of the index this copy follows
 * @property {string} previous hash of the index before it, still read by open tabs
 * @property {number} sequence
 * @property {string} etag of the manifest, for the next question
 * @property {number} pages
 * @property {number} size bytes that keeping it took
 * @property {boolean} complete false while only the first set is here
 * @property {number} checked when the server was last asked, in ms since 1970
 * @property {string[] | null} topics that the reader chose; null for all
 * @property {string[]} withdrawn addresses that are answered by "withdrawn", never forgotten
 */

/**
 * The edition being fetched.
 * @typedef {object} Pending
 * @property {Manifest} manifest
 * @property {string} etag
 * @property {string[] | null} topics
 * @property {boolean} [paused] the reader stopped it: it goes on only when they say so
 */

/**
 * @typedef {object} Chunk
 * @property {string} slot
 * @property {string} topic
 * @property {string} hash
 * @property {number} bytes
 * @property {number} transfer bytes that fetching it takes
 * @property {string} key
 * @property {[string, number][]} places url and length of each line
 * @property {Packed} packed
 */

/**
 * What the pack holds for a chunk: the chunk itself, or an earlier one that a patch leads from.
 * @typedef {Pick<Chunk, "hash" | "bytes" | "key">} Packed
 */

/**
 * @typedef {object} Index
 * @property {string[]} shell text and slot names in turn
 * @property {Asset[]} assets
 * @property {Record<string, string>} headers
 * @property {Chunk[]} chunks
 * @property {Map<string, [Chunk, number, number]>} places chunk, offset, length by url
 */

/** @typedef {[string, string, number, string?]} Asset url, hash, bytes; of a small one its text */

/** @param {string} language */
const copyKey = (language) => `${HERE}${language}/copy.json`;

/** @param {string} language */
const pendingKey = (language) => `${HERE}${language}/pending.json`;

/** @param {string} language @param {string} hash */
const indexKey = (language, hash) => `/offline/${language}/index/${hash}.json`;

/**
 * Names that hold no hash are kept apart by it, so that two editions never mix.
 * @param {Asset} asset
 */
const assetKey = ([url, hash]) => (url.startsWith("/static/") ? url : `${url}?${hash}`);

/** Looking makes no store: where everything was forgotten, nothing may appear again. @param {string} key */
const find = (key) => caches.match(key, { cacheName: STORE });

/** @param {string} key @param {Response} response */
async function put(key, response) {
  if (underway.halt.signal.aborted) throw new Error(`${key}: not wanted`);
  await (await caches.open(STORE)).put(key, response);
}

/** @param {string} key */
async function drop(key) {
  if (await caches.has(STORE)) await (await caches.open(STORE)).delete(key);
}

/** @param {string} key @returns {Promise<any>} */
async function readJson(key) {
  const response = await find(key);
  return response ? response.json() : null;
}

/** @param {string} key @param {unknown} value */
async function writeJson(key, value) {
  await put(key, new Response(JSON.stringify(value)));
}

/** @param {string} language @returns {Promise<Copy | null>} */
const readCopy = (language) => readJson(copyKey(language));

/** @type {Map<string, Index>} parsed indexes, a memory that may be lost at any time */
const parsedIndexes = new Map();

/** @param {string} language @param {string} hash @returns {Promise<Index | null>} */
async function readIndex(language, hash) {
  const known = parsedIndexes.get(hash);
  if (known) return known;
  const response = await find(indexKey(language, hash));
  if (!response) return null;
  const index = parseIndex(language, await response.text());
  parsedIndexes.set(hash, index);
  return index;
}

/** @param {string} language @param {string} text @returns {Index} */
function parseIndex(language, text) {
  const [shared, ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  /** @type {Map<string, [Chunk, number, number]>} */
  const places = new Map();
  const chunks = rows.map(([slot, topic, hash, bytes, transfer, own, heldHash, heldBytes]) => {
    /** @param {string} name */
    const keyOf = (name) => `/offline/${language}/${slot}/${name}.json`;
    const itself = { hash, bytes, key: keyOf(hash) };
    const packed = heldHash ? { hash: heldHash, bytes: heldBytes, key: keyOf(heldHash) } : itself;
    const chunk = { slot, topic, ...itself, transfer, places: own, packed };
    let offset = 0;
    for (const [url, length] of own) {
      places.set(url, [chunk, offset, length]);
      offset += length;
    }
    return chunk;
  });
  return { ...shared, chunks, places };
}

/** What stands in no topic that can be left out: help numbers, and the pages that lead to others. */
const ALWAYS = ["first", "pages"];

/** @param {Index} index @param {string[] | null} topics */
const wantedChunks = (index, topics) =>
  topics
    ? index.chunks.filter(({ topic }) => [...ALWAYS, ...topics].includes(topic))
    : index.chunks;

/** @param {Chunk[]} chunks */
const pagesOf = (chunks) => chunks.reduce((sum, { places }) => sum + places.length, 0);

/** @param {Chunk[]} chunks */
const transferOf = (chunks) => chunks.reduce((sum, { transfer }) => sum + transfer, 0);

/** Looked up all at once: one by one takes as many times longer as there are entries. */
async function keysHere() {
  const requests = (await caches.has(STORE)) ? await (await caches.open(STORE)).keys() : [];
  return new Set(requests.map(({ url }) => url.slice(location.origin.length)));
}

/** @param {Index} index @param {string[] | null} topics */
async function missingChunks(index, topics) {
  const here = await keysHere();
  return wantedChunks(index, topics).filter(({ key }) => !here.has(key));
}

/** @param {Index} index */
async function missingAssets(index) {
  const here = await keysHere();
  return index.assets.filter((asset) => !here.has(assetKey(asset)));
}

/** Deletes what neither a copy, the edition before it, nor a save in progress names. */
async function tidy() {
  const keep = new Set([LAST_LANGUAGE]);
  for (const language of DATA.languages) {
    const copy = await readCopy(language);
    /** @type {Pending | null} */
    const pending = await readJson(pendingKey(language));
    if (copy) keep.add(copyKey(language));
    if (pending) keep.add(pendingKey(language));
    for (const { hash, topics } of [
      { hash: copy?.index, topics: copy?.topics ?? null },
      { hash: copy?.previous, topics: copy?.topics ?? null },
      { hash: pending?.manifest.index, topics: pending?.topics ?? null },
    ]) {
      const index = hash && (await readIndex(language, hash));
      if (!index) continue;
      keep.add(indexKey(language, hash));
      for (const asset of index.assets) keep.add(assetKey(asset));
      for (const chunk of wantedChunks(index, topics)) keep.add(chunk.key);
    }
  }
  for (const key of await keysHere()) if (!keep.has(key)) await drop(key);
}

/** @param {string} language */
async function removeLanguage(language) {
  await drop(copyKey(language));
  await drop(pendingKey(language));
  await tidy();
}
