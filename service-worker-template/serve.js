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
 * @param {string} asked what the reader asked for, where another page answers it
 * @returns {Promise<Response | null>}
 */
async function savedPage(language, path, asked = path) {
  const copy = await readCopy(language);
  const index = copy && (await readIndex(language, copy.index));
  if (!index) return null;
  const short = asked.slice(`/${language}/`.length);
  const withdrawn = path === asked && copy.withdrawn.includes(short);
  const shown = withdrawn ? `/${language}/withdrawn/` : path;
  const place = index.places.get(shown);
  if (!place) return null;
  const [chunk, offset, length] = place;
  const stored = await find(chunk.key);
  if (!stored) return null;
  const line = (await stored.blob()).slice(offset, offset + length);
  const entry = JSON.parse(await line.text());
  if (entry.url !== shown) return null;
  const { headers, shell } = index;
  const status = withdrawn ? 410 : 200;
  return new Response(join(shell, { ...entry.slots, path: short }), { headers, status });
}

/**
 * What is said without a network, in the language nearest to the one that was asked for.
 * @param {string} language
 * @param {string} path
 * @returns {Promise<Response | null>}
 */
async function unreachable(language, path) {
  const short = path.slice(`/${language}/`.length);
  for (const code of [language, ...(await keptLanguages())]) {
    const page = await savedPage(code, `/${code}/unreachable/`, `/${code}/${short}`);
    if (page) return page;
  }
  return null;
}

/** The languages on this phone, the one read last before all others. */
async function keptLanguages() {
  const last = await readJson(LAST_LANGUAGE);
  const codes = DATA.languages.filter((code) => code !== last);
  const copies = await Promise.all([last, ...codes].map((code) => code && readCopy(code)));
  return [last, ...codes].filter((_, position) => copies[position]);
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
  const fallback = () => unreachable(language, url.pathname);
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
  const [language] = await keptLanguages();
  return language
    ? Response.redirect(`${url.origin}/${language}/${url.search}`, 302)
    : fetch(request);
}

/** @param {string} language */
async function rememberLanguage(language) {
  if ((await readJson(LAST_LANGUAGE)) !== language) await writeJson(LAST_LANGUAGE, language);
}

/** @param {Request} request @param {URL} url */
async function asset(request, url) {
  return (await find((await currentAssetKey(url)) ?? url.pathname)) ?? fetch(request);
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
