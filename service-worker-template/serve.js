// Answering requests from the store. A page is put together from its language's shell and
// its own entry, with the very bytes and security headers the server sends.

const PATIENCE = 3_000; // ms without response headers before the reader is told

/** @param {string[]} shell @param {Record<string, string>} slots */
const join = (shell, slots) =>
  slots.page ?? shell.map((part, i) => (i % 2 ? (slots[part] ?? "") : part)).join("");

/** @param {string} path */
function languageOf(path) {
  const language = path.split("/", 2)[1];
  return DATA.languages.includes(language) ? language : null;
}

/**
 * @param {string} language
 * @param {string} path
 * @returns {Promise<Response | null>}
 */
async function savedPage(language, path) {
  const copy = await readCopy(language);
  const index = copy && (await readIndex(language, copy.index));
  const place = index?.places.get(path);
  if (!index || !place) return null;
  const [chunk, offset, length] = place;
  const stored = await (await openStore()).match(chunk.key);
  if (!stored) return null;
  const line = (await stored.blob()).slice(offset, offset + length);
  const entry = JSON.parse(await line.text());
  if (entry.url !== path) return null;
  const slots = { ...entry.slots, path: path.slice(`/${language}/`.length) };
  return new Response(join(index.shell, slots), { headers: index.headers });
}

/**
 * @param {FetchEvent} event
 * @param {URL} url
 * @param {string} language
 */
async function page(event, url, language) {
  const { pathname } = url;
  const saved = await savedPage(language, pathname);
  if (saved) {
    event.waitUntil(rememberLanguage(language));
    return saved;
  }
  if (!pathname.endsWith("/") && (await savedPage(language, `${pathname}/`))) {
    return Response.redirect(`${url.origin}${pathname}/${url.search}`, 302);
  }
  return fromNetwork(event.request, url, language);
}

/**
 * Passes a page through that is not kept here. Once headers have arrived nothing cuts it
 * off; before that, the reader is told after a while, and may choose to keep waiting.
 * @param {Request} request
 * @param {URL} url
 * @param {string} language
 */
async function fromNetwork(request, url, language) {
  const fallback = () => savedPage(language, `/${language}/unreachable/`);
  const network = fetch(request);
  if (url.searchParams.has("wait")) {
    return network.catch(async () => (await fallback()) ?? Response.error());
  }
  const answer = await Promise.race([
    network.catch(() => null),
    new Promise((resolve) => setTimeout(resolve, PATIENCE, null)),
  ]);
  return answer ?? (await fallback()) ?? network;
}

/** `/` has no language: the one read last answers. @param {Request} request @param {URL} url */
async function start(request, url) {
  const remembered = await readJson(LAST_LANGUAGE);
  const candidates = remembered ? [remembered, ...DATA.languages] : DATA.languages;
  for (const language of candidates) {
    if (await readCopy(language)) {
      return Response.redirect(`${url.origin}/${language}/${url.search}`, 302);
    }
  }
  return fetch(request);
}

/** @param {string} language */
async function rememberLanguage(language) {
  if ((await readJson(LAST_LANGUAGE)) !== language) await writeJson(LAST_LANGUAGE, language);
}

/** @param {Request} request @param {URL} url */
async function asset(request, url) {
  const store = await openStore();
  return (await store.match((await currentAssetKey(url)) ?? url.pathname)) ?? fetch(request);
}

/** @param {URL} url */
async function currentAssetKey(url) {
  const language = languageOf(url.pathname);
  if (!language) return undefined;
  const copy = await readCopy(language);
  const index = copy && (await readIndex(language, copy.index));
  const found = index?.assets.find(([address]) => address === url.pathname);
  return found && assetKey(found);
}
