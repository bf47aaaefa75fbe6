// Trust nothing: bytes enter the store only with the length and hash that were promised.

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {number} sequence
 * @property {string} edition
 * @property {string} index
 * @property {string | null} pack
 * @property {number[]} rests numbers of the chunks from which the pack can be had by itself
 * @property {number} pages
 * @property {number} transfer_bytes
 * @property {string[]} tombstones addresses without their language
 */

/** @typedef {AsyncGenerator<Uint8Array<ArrayBuffer>>} Parts */

/** The server no longer has a file of this edition: there is a newer one. */
class Superseded extends Error {}

/** No answer came at all. */
class Unreachable extends Error {}

const SILENCE = 20_000; // ms without a byte, after which a server counts as gone

/** Of the save under way: the reader may press pause, or remove the language. */
const underway = { halt: new AbortController() };

/** @param {unknown} error */
const noRoom = (error) => error instanceof DOMException && error.name === "QuotaExceededError";

/**
 * @template T
 * @param {string} url
 * @param {RequestInit} options
 * @param {(parts: Parts, response: Response) => Promise<T>} take what is left when it ends is
 *   not fetched
 * @returns {Promise<T>}
 */
async function fetchOurs(url, options, take) {
  const stop = new AbortController();
  const end = () => stop.abort();
  const { signal } = underway.halt;
  let silence = setTimeout(end, SILENCE);
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(end, SILENCE);
  };
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    /** @type {RequestInit} */
    const asked = { cache: "no-store", redirect: "error", ...options, signal: stop.signal };
    const response = await fetch(url, asked).catch((error) => {
      throw new Unreachable(`${url}: ${error}`);
    });
    if (response.status === 404 || response.status === 410) throw new Superseded(url);
    if (response.redirected || !(response.ok || response.status === 304)) {
      throw new Error(`${url}: status ${response.status}`);
    }
    return await take(partsOf(response, heard), response);
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", end);
    end();
  }
}

/** @param {Response} response @param {() => void} heard @returns {Parts} */
async function* partsOf(response, heard) {
  const reader = response.body?.getReader();
  while (reader) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    yield new Uint8Array(value);
  }
}

/** @param {Parts} parts */
async function whole(parts) {
  const found = [];
  for await (const part of parts) found.push(part);
  return new Blob(found).arrayBuffer();
}

/** @param {ArrayBuffer} bytes @returns {any} */
const parsed = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} url
 * @param {string} key
 * @param {string} hash
 * @param {number | null} bytes null where the length is not known beforehand
 * @param {RequestInit} [options]
 */
async function fetchVerified(url, key, hash, bytes, options = {}) {
  await storeVerified(url, key, hash, bytes, await fetchOurs(url, options, whole));
}

/**
 * @param {string} url
 * @param {string} key
 * @param {string} hash
 * @param {number | null} bytes
 * @param {BufferSource} body
 */
async function storeVerified(url, key, hash, bytes, body) {
  const short = bytes !== null && body.byteLength !== bytes;
  if (short || (await sha256(body)) !== hash) throw new Error(`${url}: not the promised bytes`);
  await put(key, new Response(body, { headers: headersOf(url) }));
}

/**
 * Brings a file of lines up to date by the little that changed; where that cannot be had, or
 * does not lead to the promised bytes, the whole file is fetched.
 * @param {string} key where the new file lies, here and on the server
 * @param {string} hash
 * @param {number | null} bytes
 * @param {{ key: string, hash: string } | undefined} base the file it replaces
 */
async function fetchPatched(key, hash, bytes, base) {
  const old = base && base.hash !== hash && (await find(base.key));
  if (old) {
    try {
      const url = key.replace(/\.json$/, `.from.${base.hash}.json`);
      const steps = parsed(await fetchOurs(url, {}, whole));
      await storePatched(key, hash, bytes, await old.text(), steps);
      return;
    } catch (error) {
      if (noRoom(error) || underway.halt.signal.aborted) throw error;
    }
  }
  await fetchVerified(key, key, hash, bytes);
}

/**
 * @param {string} key
 * @param {string} hash
 * @param {number | null} bytes
 * @param {string} old lines
 * @param {Step[]} steps
 */
const storePatched = (key, hash, bytes, old, steps) =>
  storeVerified(key, key, hash, bytes, new TextEncoder().encode(patched(old, steps)));

/**
 * @typedef {[number, number] | [number, number, number] | string} Step
 *   lines to copy (first, count), a part of a line to copy (line, start, end), or new text
 */

/**
 * @param {string} old lines
 * @param {Step[]} steps
 */
const patched = (old, steps) => {
  const lines = old.split("\n").map((line) => `${line}\n`);
  return steps
    .map((step) => {
      if (typeof step === "string") return step;
      const [first, start, end] = step;
      return end === undefined
        ? lines.slice(first, first + start).join("")
        : lines[first].slice(start, end);
    })
    .join("");
};

/**
 * With a lasting address, pages that are read one after another need not ask for a file again; and
 * a page that embeds only its own starts only scripts as workers that say the same.
 * @param {string} url
 * @returns {Record<string, string>}
 */
function headersOf(url) {
  const type = { "Content-Type": typeOf(url) };
  return url.startsWith("/static/")
    ? {
        ...type,
        "Cache-Control": "max-age=31536000, immutable",
        "Cross-Origin-Embedder-Policy": "require-corp",
      }
    : type;
}

/** Some hosts send every file as a stream of bytes; browsers refuse such styles and scripts. @param {string} url */
function typeOf(url) {
  const ending = url.slice(url.lastIndexOf(".") + 1);
  /** @type {Record<string, string>} */
  const types = {
    css: "text/css; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    json: "application/json",
    svg: "image/svg+xml",
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    webp: "image/webp",
    webmanifest: "application/manifest+json",
  };
  return types[ending] ?? "application/octet-stream";
}

/**
 * Returns null where the server says that nothing changed. Whatever else is answered, an error
 * page or a portal's welcome, does not come from it.
 * @param {string} language
 * @param {string | undefined} etag
 * @returns {Promise<{ manifest: Manifest, etag: string } | null>}
 */
async function fetchManifest(language, etag) {
  const url = `/offline/${language}.json`;
  const options = etag ? { headers: { "If-None-Match": etag } } : {};
  try {
    return await fetchOurs(url, options, async (parts, response) => {
      if (response.status === 304) return null;
      /** @type {Manifest} */
      const manifest = parsed(await whole(parts));
      const { format, sequence, pages, transfer_bytes: size, rests } = manifest;
      const numbers = [format, sequence, pages, size, ...rests];
      if (!numbers.every(Number.isInteger) || !/^[0-9a-f]{64}$/.test(manifest.index)) {
        throw new Error(`${url}: not a manifest`);
      }
      return { manifest, etag: response.headers.get("ETag") ?? "" };
    });
  } catch (error) {
    throw new Unreachable(String(error));
  }
}
