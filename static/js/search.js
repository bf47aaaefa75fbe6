import { hasEnded } from "./lib/day.js";
import { messagesOf, say } from "./lib/messages.js";
import { asker } from "./lib/searching.js";
import { wordsOf } from "./lib/tokens.js";
import { isWithdrawn } from "./lib/withdrawn.js";

/** @typedef {import("./lib/search_index.js").Hit} Hit */

/**
 * Answers what the address asks for from the pages on the phone, as the server does where it is
 * asked. A page without a query holds the list of everything.
 * @param {HTMLElement} root
 */
export function search(root) {
  const { language = "" } = document.documentElement.dataset;
  const messages = messagesOf(root);
  const said = JSON.parse(root.dataset.said ?? "{}");
  const input = /** @type {HTMLInputElement} */ (document.querySelector("input[name=q]"));
  const [own, foreign, count, nothing] = ["own", "foreign", "count", "nothing"].map(
    (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`)),
  );
  if (count.textContent) return; // the server has answered already
  const links = /** @type {HTMLAnchorElement[]} */ ([...own.querySelectorAll("h3 a")]);
  const listed = links.map(listedBy);
  const byPath = new Map(listed.map((item) => [item.path, item]));
  /** @type {ReturnType<typeof asker> | undefined} */
  let ask;

  async function show() {
    const query = queryOf(location);
    if (!query) return;
    input.value = query;
    ask ??= asker();
    const answer = await ask({ query, language, listed, said });
    if (query !== queryOf(location)) return; // the reader went on
    const tokens = new Set(answer.tokens);
    let num = 0;
    for (const [list, hits] of /** @type {const} */ ([
      [own, answer.own],
      [foreign, answer.foreign],
    ])) {
      const shown = hits.filter(
        ({ address, until }) => !isWithdrawn(address.split("#")[0]) && !(until && hasEnded(until)),
      );
      list.replaceChildren(...shown.map((hit) => card(hit, byPath, tokens)));
      /** @type {HTMLElement} */ (list.closest("section")).hidden = !shown.length;
      num += shown.length;
    }
    const heading = root.querySelector("h2");
    if (heading) heading.textContent = say(messages.found);
    count.textContent = say(messages.count, { num }, num);
    nothing.hidden = num > 0;
  }

  addEventListener("hashchange", show);
  return show();
}

/**
 * Puts the words behind a # in the address: what stands there is never sent.
 * @param {HTMLElement} root
 */
export function searchField(root) {
  const form = /** @type {HTMLFormElement} */ (root);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = new FormData(form).get("q");
    location.assign(`${form.action}#q=${encodeURIComponent(String(query))}`);
  });
}

/** @param {Location} location */
function queryOf({ search: query, hash }) {
  const terms = new URLSearchParams(hash.startsWith("#q=") ? hash.slice(1) : query);
  return terms.get("q")?.trim().slice(0, 200) ?? "";
}

/** @param {HTMLAnchorElement} link */
function listedBy(link) {
  const item = /** @type {HTMLElement} */ (link.closest("li"));
  const { lang, dir } = link;
  const { language = "" } = document.documentElement.dataset;
  return {
    path: link.pathname.slice(language.length + 2),
    title: link.textContent ?? "",
    text: item.querySelector("p")?.textContent ?? "",
    lang,
    dir,
    language: lang.split("-")[0] || language,
    about: item.dataset.about?.split(" ") ?? [],
    local: "local" in item.dataset,
  };
}

/**
 * @param {Hit} hit @param {Map<string, ReturnType<typeof listedBy>>} byPath
 * @param {Set<string>} tokens
 */
function card(hit, byPath, tokens) {
  const { title = "", text = "" } = byPath.get(hit.address) ?? hit;
  const { lang = "", dir = "" } = byPath.get(hit.address.split("#")[0]) ?? {};
  const item = document.createElement("li");
  item.className = "card";
  const heading = document.createElement("h3");
  heading.className = "card__title";
  const link = document.createElement("a");
  link.href = `/${document.documentElement.dataset.language}/${hit.address}`;
  const paragraph = document.createElement("p");
  for (const [element, words] of /** @type {const} */ ([
    [link, title],
    [paragraph, text],
  ])) {
    element.append(...marked(words, hit.language, tokens));
    if (lang) Object.assign(element, { lang, dir });
  }
  heading.append(link);
  item.append(heading, paragraph);
  return item;
}

/**
 * A text whose words that answer are marked.
 * @param {string} text @param {string} language @param {Set<string>} tokens
 * @returns {(string | HTMLElement)[]}
 */
function marked(text, language, tokens) {
  /** @type {[number, number][]} */
  const spans = [];
  const found = wordsOf(text, language).filter(([, , token]) => tokens.has(token));
  for (const [start, end] of found.sort(([one], [other]) => one - other)) {
    const last = spans[spans.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let done = 0;
  for (const [start, end] of spans) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    parts.push(text.slice(done, start), mark);
    done = end;
  }
  return [...parts, text.slice(done)];
}
