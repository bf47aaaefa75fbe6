// What of a language is really here: browsers may take away single entries, or spoil them.

/** @param {string} language @returns {Promise<Progress>} */
async function status(language) {
  const copy = await readCopy(language);
  if (!copy) return { state: "none" };
  const { pages, size } = copy;
  if (!copy.complete) return { state: "partial", pages, size };
  const lost = await loss(language, copy);
  return lost ? { state: "partial", pages, ...lost } : { state: "saved", pages, size };
}

/**
 * @param {string} language
 * @param {Copy} copy
 * @returns {Promise<{ lost: number, size: number } | null>} pages, and bytes to mend them
 */
async function loss(language, copy) {
  const index = await readIndex(language, copy.index);
  const stored = index && (await (await openStore()).match(indexKey(language, copy.index)));
  if (!stored) {
    parsedIndexes.delete(copy.index); // a memory of it would hide that it has to be fetched
    return { lost: copy.pages, size: copy.size };
  }
  const chunks = await missingChunks(index);
  const assets = await missingAssets(index);
  if (!chunks.length && !assets.length) return null;
  return {
    lost: chunks.reduce((sum, chunk) => sum + chunk.places.length, 0),
    size:
      chunks.reduce((sum, chunk) => sum + chunk.transfer, 0) +
      assets.reduce((sum, [, , bytes]) => sum + bytes, 0),
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
    for (const { key, hash } of index.chunks) await verify(key, hash);
    for (const asset of index.assets) await verify(assetKey(asset), asset[1]);
  }
  return status(language);
}

/** @param {string} key @param {string} hash */
async function verify(key, hash) {
  const store = await openStore();
  const stored = await store.match(key);
  if (stored && (await sha256(await stored.arrayBuffer())) !== hash) await store.delete(key);
}
