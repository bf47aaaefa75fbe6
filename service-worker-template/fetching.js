// Trust nothing: bytes enter the store only with the length and hash that were promised.

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {number} sequence
 * @property {string} edition
 * @property {string} index
 * @property {string | null} pack
 * @property {number} pages
 * @property {number} transfer_bytes
 * @property {string[]} tombstones
 */

/** The server no longer has a file of this edition: there is a newer one. */
class Superseded extends Error {}

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 */
async function fetchOurs(url, options) {
  const response = await fetch(url, { cache: "no-store", redirect: "error", ...options });
  if (response.status === 404 || response.status === 410) throw new Superseded(url);
  if (!response.ok || response.redirected) throw new Error(`${url}: status ${response.status}`);
  return response;
}

/**
 * @param {string} url
 * @param {string} key
 * @param {string} hash
 * @param {number | null} bytes null where the length is not known beforehand
 * @param {RequestInit} [options]
 */
async function fetchVerified(url, key, hash, bytes, options) {
  const body = await (await fetchOurs(url, options)).arrayBuffer();
  await storeVerified(url, key, hash, bytes, body);
}

/**
 * @param {string} url
 * @param {string} key
 * @param {string} hash
 * @param {number | null} bytes
 * @param {BufferSource} body
 */
async function storeVerified(url, key, hash, bytes, body) {
  if (bytes !== null && body.byteLength !== bytes) {
    throw new Error(`${url}: ${body.byteLength} bytes, not ${bytes}`);
  }
  if ((await sha256(body)) !== hash) throw new Error(`${url}: not the promised bytes`);
  await (await openStore()).put(
    key,
    new Response(body, { headers: { "Content-Type": typeOf(url) } }),
  );
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
  const old = base && (await (await openStore()).match(base.key));
  if (old && base.hash !== hash) {
    const url = key.replace(/\.json$/, `.from.${base.hash}.json`);
    try {
      const steps = await (await fetchOurs(url)).json();
      const body = new TextEncoder().encode(patched(await old.text(), steps));
      await storeVerified(key, key, hash, bytes, body);
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === "QuotaExceededError") throw error;
    }
  }
  await fetchVerified(key, key, hash, bytes);
}

/**
 * @typedef {[number, number] | [number, number, number, string] | string} Step
 *   lines to copy (first, count), a line with another middle (line, head, tail, text), or new lines
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
      if (step.length === 2) return lines.slice(step[0], step[0] + step[1]).join("");
      const [number, head, tail, text] = step;
      const line = lines[number];
      return line.slice(0, head) + text + line.slice(line.length - tail);
    })
    .join("");
};

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
 * Returns null where the server says that nothing changed.
 * @param {string} language
 * @param {string | undefined} etag
 * @returns {Promise<Pending | null>}
 */
async function fetchManifest(language, etag) {
  const url = `/offline/${language}.json`;
  const headers = etag ? { "If-None-Match": etag } : undefined;
  const response = await fetch(url, { cache: "no-store", redirect: "error", headers });
  if (response.status === 304) return null;
  if (!response.ok || response.redirected) throw new Error(`${url}: status ${response.status}`);
  /** @type {Manifest} */
  const manifest = await response.json();
  if (!Number.isInteger(manifest.format) || !/^[0-9a-f]{64}$/.test(manifest.index)) {
    throw new Error(`${url}: not a manifest`);
  }
  return { manifest, etag: response.headers.get("ETag") ?? "" };
}
