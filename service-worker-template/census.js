// What of a language is really here: browsers may take away single entries, or spoil them.

/** @param {string} language @returns {Promise<Progress>} */
async function status(language) {
  const copy = await readCopy(language);
  if (!copy?.complete) return { state: copy ? "partial" : "none", ...(await begun(language)) };
  const { pages, size, checked, sequence, withdrawn, topics } = copy;
  const told = { checked, sequence, withdrawn, topics };
  const lost = await loss(language, copy);
  return lost
    ? { state: "partial", pages, ...told, ...lost }
    : { state: "saved", pages, size, ...told };
}

/**
 * How far a first save came that has not ended.
 * @param {string} language
 * @returns {Promise<Partial<Progress>>}
 */
async function begun(language) {
  /** @type {Pending | null} */
  const pending = await readJson(pendingKey(language));
  if (!pending) return {};
  const { index: hash, pages, tombstones } = pending.manifest;
  const index = await readIndex(language, hash);
  const told = { topics: pending.topics, withdrawn: tombstones, begun: true };
  if (!index) return { ...told, done: 0, pages };
  const missing = await missingChunks(index, pending.topics);
  const wanted = pagesOf(wantedChunks(index, pending.topics));
  return { ...told, done: wanted - pagesOf(missing), pages: wanted };
}

/**
 * @param {string} language
 * @param {Copy} copy
 * @returns {Promise<{ lost: number, size: number } | null>} pages, and bytes to mend them
 */
async function loss(language, copy) {
  const here = await keysHere();
  const index = here.has(indexKey(language, copy.index)) && (await readIndex(language, copy.index));
  if (!index) {
    parsedIndexes.delete(copy.index); // a memory of it would hide that it has to be fetched
    return { lost: copy.pages, size: copy.size };
  }
  const chunks = await missingChunks(index, copy.topics);
  const assets = await missingAssets(index);
  if (!chunks.length && !assets.length) return null;
  return {
    lost: pagesOf(chunks),
    size: transferOf(chunks) + assets.reduce((sum, [, , bytes]) => sum + bytes, 0),
  };
}

/**
 * Reads every byte of a language again and lets go of what is not as it was sent.
 * @param {string} language
 */
async function check(language) {
  const copy = await readCopy(language);
  const index = copy && (await readIndex(language, copy.index));
  if (copy && index) {
    await verify(indexKey(language, copy.index), copy.index);
    for (const { key, hash } of wantedChunks(index, copy.topics)) await verify(key, hash);
    for (const asset of index.assets) await verify(assetKey(asset), asset[1]);
  }
  return status(language);
}

/** @param {string} key @param {string} hash */
async function verify(key, hash) {
  const stored = await find(key);
  if (stored && (await sha256(await stored.arrayBuffer())) !== hash) await drop(key);
}
