// What search looks through on the phone: the pages it keeps, by their words. Runs in a worker.

import MiniSearch from "../vendor/minisearch.js";
import { phrasesOf, ranking } from "./ranking.js";
import { distinctOf } from "./tokens.js";

/**
 * A page as the list of everything names it.
 * @typedef {object} Listed
 * @property {string} path
 * @property {string} title
 * @property {string} text
 * @property {string} language
 * @property {string[]} about
 * @property {boolean} local
 */

/**
 * @typedef {object} Question
 * @property {string} query
 * @property {string} language
 * @property {Listed[]} listed
 * @property {Record<string, string[]>} said
 */

/**
 * What was found; the title and text of parts of pages, which the list does not name.
 * @typedef {object} Hit
 * @property {string} address
 * @property {string} language
 * @property {string} [title]
 * @property {string} [text]
 * @property {string} [until] ISO date, after which it is gone
 */

/** @typedef {{ own: Hit[], foreign: Hit[], tokens: string[] }} Answer */

/** @typedef {Hit & { whole: boolean }} Kept one text, by its number */

const OPTIONS = {
  fields: ["token"],
  tokenize: (/** @type {string} */ line) => line.split(" ").filter(Boolean),
  processTerm: (/** @type {string} */ token) => token,
};
const LANGUAGE = /^(?:[^>]*|[^>]*>\s*<span[^>]*) lang="(\w+)/;
const ORIGINAL = /<details class="folded original">.*?<\/details>/gs;
const PART =
  /<(?:h3 id="(question-\d+)"|li class="card" id="([\w-]+)" data-until="([\d-]+)")[^>]*>(?:\s*<h3[^>]*>)?(.*?)<\/h3>\s*<p[^>]*>(.*?)<\/p>/gs;
/** @type {Record<string, string>} */
const REFERENCES = {
  "&lt;": "<",
  "&gt;": ">",
  "&#34;": '"',
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};
const REFERENCE = /&(?:lt|gt|#34|quot|#39|amp);/g;

/**
 * @typedef {object} Built
 * @property {Kept[]} texts
 * @property {Map<string, Map<number, boolean>>} places of each token: the texts that have it, and
 *   whether in their titles
 * @property {MiniSearch} vocabulary all tokens, each by itself: for those near to a mistyped one
 */

/** @typedef {(question: { query: string }) => Answer} Search */

/** By language: as long as the page, and of its edition. @type {Map<string, Promise<Search>>} */
const remembered = new Map();

/** @param {Question} question @returns {Promise<Answer>} */
export async function answer(question) {
  const { language } = question;
  const search = remembered.get(language) ?? searchFor(question);
  remembered.set(language, search);
  return (await search)(question);
}

/** @param {Question} question @returns {Promise<Search>} */
async function searchFor(question) {
  const { language } = question;
  const copy = await kept(`/offline/here/${language}/copy.json`);
  const edition = copy ? JSON.parse(copy).index : "";
  const built = (await stored(language, edition)) ?? (await build(question, edition));
  return searchIn(built, question);
}

/** @param {Built} built @param {Question} question @returns {Search} */
function searchIn({ texts, places: all, vocabulary }, { language, listed, said }) {
  const pages = new Map(listed.map((item) => [item.path, item]));
  const documents = texts.map(({ address, language: written, whole }) => ({
    language: written,
    about: pages.get(address)?.about ?? [],
    local: Boolean(pages.get(address)?.local),
    whole,
  }));
  const nowhere = new Map();
  const places = (/** @type {string} */ token) => all.get(token) ?? nowhere;
  /** @param {string} token @param {number} letters */
  function near(token, letters) {
    const within = (/** @type {number} */ fuzzy) =>
      new Set(vocabulary.search(token, { fuzzy }).flatMap(({ terms }) => terms));
    const closer = letters > 1 ? within(letters - 1) : new Set();
    return [...within(letters)].filter((it) => !closer.has(it));
  }
  const rank = ranking(documents, { places, near }, phrasesOf(language, said));
  return ({ query }) => {
    const { own, foreign, tokens } = rank(query);
    /** @param {number} number @returns {Hit} */
    const hit = (number) => texts[number];
    return { own: own.map(hit), foreign: foreign.map(hit), tokens: [...tokens] };
  };
}

/** @param {Question} question @param {string} edition @returns {Promise<Built>} */
async function build({ language, listed, said }, edition) {
  const texts = [
    ...textsOf(listed, language, edition ? await mains(language, edition) : new Map()),
  ];
  /** @type {Map<string, Map<number, boolean>>} */
  const places = new Map();
  /** @param {string} token */
  const placesOf = (token) => places.get(token) ?? new Map();
  for (const [id, { language: written, title = "", text = "" }] of texts.entries()) {
    for (const token of distinctOf(text, written)) {
      places.set(token, placesOf(token).set(id, false));
    }
    for (const token of distinctOf(title, written)) {
      places.set(token, placesOf(token).set(id, true));
    }
  }
  const phrases = distinctOf(Object.values(said).flat().join("\n"), language);
  const tokens = new Set([...places.keys(), ...phrases]);
  const vocabulary = new MiniSearch(OPTIONS);
  vocabulary.addAll([...tokens].map((token, id) => ({ id, token })));
  const parts = texts.map(({ title, text, until, ...page }) =>
    page.address.includes("#") ? { ...page, title, text, until } : page,
  );
  const built = { texts: parts, places, vocabulary };
  if (edition) await store(language, edition, built);
  return built;
}

/**
 * The texts to be found, each with its number by its place.
 * @param {Listed[]} listed @param {string} language @param {Map<string, string>} pages
 * @returns {Generator<Kept>}
 */
function* textsOf(listed, language, pages) {
  for (const { path, title, text, language: written } of listed) {
    const main = pages.get(`/${language}/${path}`);
    if (main) yield* foundOn(path, main, language);
    else yield { address: path, language: written, title, text, whole: Boolean(text) };
  }
}

/**
 * What can be found on a page, itself first; `pwa/content/search.py` finds the same.
 * @param {string} path @param {string} main @param {string} language
 * @returns {Generator<Kept>}
 */
export function* foundOn(path, main, language) {
  const heading = main.match(/<h1([^>]*)>(.*?)<\/h1>/s);
  if (!heading) return;
  const written = `${heading[1]}>${heading[2]}`.match(LANGUAGE)?.[1] ?? language;
  const after = main.slice((heading.index ?? 0) + heading[0].length);
  const [rest] = after.replace(ORIGINAL, "").split("</article>");
  const body = textOf(rest);
  yield {
    address: path,
    language: written,
    title: textOf(heading[2]),
    text: body,
    whole: Boolean(body),
  };
  for (const [, question, entry, until = "", title, text] of rest.matchAll(PART)) {
    yield {
      address: `${path}#${question ?? entry}`,
      language: written,
      title: textOf(title),
      text: textOf(text),
      until,
      whole: Boolean(text),
    };
  }
}

/** @param {string} html */
const textOf = (html) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(REFERENCE, (found) => REFERENCES[found])
    .replace(/[ \n]+/g, " ")
    .trim();

/** The inner part of each page that is kept. @param {string} language @param {string} edition */
async function mains(language, edition) {
  const index = await kept(`/offline/${language}/index/${edition}.json`);
  const [, ...rows] = index?.trimEnd().split("\n") ?? [];
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const row of rows) {
    const [slot, , hash] = JSON.parse(row);
    const chunk = await kept(`/offline/${language}/${slot}/${hash}.json`);
    for (const line of chunk?.trimEnd().split("\n") ?? []) {
      const { url, slots } = JSON.parse(line);
      found.set(url, slots.main ?? "");
    }
  }
  return found;
}

/** @param {string} key */
async function kept(key) {
  try {
    return await (await caches.match(key, { cacheName: "pages" }))?.text();
  } catch {
    return undefined; // storage is refused, or there is none
  }
}

const keyOf = (/** @type {string} */ language) => `/offline/here/${language}/search.json`;

/** @param {string} language @param {string} edition @returns {Promise<Built | undefined>} */
async function stored(language, edition) {
  const text = edition ? await kept(keyOf(language)) : undefined;
  if (!text) return undefined;
  const found = JSON.parse(text);
  if (found.edition !== edition) return undefined;
  return {
    texts: found.texts,
    places: new Map(
      found.places.map((/** @type {[string, [number, boolean][]]} */ [token, there]) => [
        token,
        new Map(there),
      ]),
    ),
    vocabulary: MiniSearch.loadJS(found.vocabulary, OPTIONS),
  };
}

/** @param {string} language @param {string} edition @param {Built} built */
async function store(language, edition, { texts, places, vocabulary }) {
  try {
    if (!(await caches.has("pages"))) return; // the reader removed everything meanwhile
    const store = await caches.open("pages");
    const there = [...places].map(([token, found]) => [token, [...found]]);
    const body = JSON.stringify({ edition, texts, places: there, vocabulary });
    await store.put(keyOf(language), new Response(body));
  } catch {
    // no room, which only costs the time to build it again
  }
}
