// All chunks of a language in one stream: the least bytes for a first save.

/**
 * Cuts the pack at the lengths of its chunks; each is stored the moment it is whole.
 * Whatever ends the stream early leaves the rest to single chunks.
 * @param {string} language
 * @param {string} pack hash
 * @param {Chunk[]} chunks
 * @param {Set<Chunk>} missing of them
 * @param {(chunk: Chunk) => Promise<void>} stored
 */
async function streamPack(language, pack, chunks, missing, stored) {
  try {
    await fetchOurs(`/offline/${language}/pack/${pack}.json`, {}, (parts) =>
      cutStream(parts, chunks, async (chunk, body) => {
        if (!missing.has(chunk)) return;
        await storeVerified(chunk.key, chunk.key, chunk.hash, chunk.bytes, body);
        await stored(chunk);
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
    const body = new Uint8Array(chunk.bytes);
    let filled = 0;
    while (filled < body.length) {
      if (!rest.length) {
        const { value, done } = await parts.next();
        if (done) throw new Error("the pack is shorter than promised");
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
