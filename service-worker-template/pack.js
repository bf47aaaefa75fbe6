// All chunks of a language in one stream: the least bytes for a first save.

/**
 * Chooses the whole pack or a rest of it: the number of its first chunk, or null where the missing
 * chunks take less one by one.
 * @param {Manifest} manifest
 * @param {Chunk[]} chunks
 * @param {Chunk[]} missing in the same order
 */
function shortestStream(manifest, chunks, missing) {
  const first = chunks.indexOf(missing[0]);
  const start = Math.max(0, ...manifest.rests.filter((number) => number <= first));
  const part = transferOf(chunks.slice(start)) / transferOf(chunks);
  return transferOf(missing) > manifest.transfer_bytes * part ? start : null;
}

/**
 * Cuts the pack at the lengths of its chunks; each is stored the moment it is whole.
 * Whatever ends the stream early leaves the rest to single chunks.
 * @param {string} language
 * @param {Manifest} manifest
 * @param {Chunk[]} chunks
 * @param {number} start of the chunks
 * @param {Set<Chunk>} missing of them
 * @param {(chunk: Chunk) => Promise<void>} stored
 */
async function streamPack(language, { pack }, chunks, start, missing, stored) {
  const name = start ? `${pack}.${start}` : pack;
  try {
    await fetchOurs(`/offline/${language}/pack/${name}.json`, {}, (parts) =>
      cutStream(parts, chunks.slice(start), async (chunk, body) => {
        if (!missing.has(chunk)) return;
        const { key, hash, bytes } = chunk.packed;
        await storeVerified(key, key, hash, bytes, body);
        if (key === chunk.key) await stored(chunk);
      }),
    );
  } catch (error) {
    if (noRoom(error) || underway.halt.signal.aborted) throw error;
    console.info("pack ended early", error);
  }
}

/**
 * @param {Parts} parts
 * @param {Chunk[]} chunks
 * @param {(chunk: Chunk, body: Uint8Array<ArrayBuffer>) => Promise<void>} take
 */
async function cutStream(parts, chunks, take) {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    const body = new Uint8Array(chunk.packed.bytes);
    let filled = 0;
    while (filled < body.length) {
      if (!rest.length) {
        const { value, done } = await parts.next();
        if (done) throw new Error("pack: not the promised bytes");
        rest = value;
      }
      const part = rest.subarray(0, body.length - filled);
      body.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    await take(chunk, body);
  }
}
