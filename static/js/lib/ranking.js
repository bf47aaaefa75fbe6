// Which pages answer a query, the best first; `pwa/content/ranking.py` says how, and tells the same.

import { distinctOf, isUnspaced, strength, tokensOf } from "./tokens.js";

/**
 * What the ranking must know of a page, or of a question on one.
 * @typedef {object} Ranked
 * @property {string} language of its texts
 * @property {string[]} about
 * @property {boolean} whole whether it has more than a title
 * @property {boolean} local a service of one country, which few readers can use
 */

/**
 * The words of the documents, of which each is known by its number.
 * @typedef {object} WordIndex
 * @property {(token: string) => Map<number, boolean>} places the documents that have a token, and
 *   whether their title has it
 * @property {(token: string, letters: number) => Iterable<string>} near the tokens so many letters
 *   away
 */

/** @typedef {Map<string, number>} Variants what a word may stand for, and what that counts */

const TITLE = 3;
const ABOUT = 3;
const NOT_FIRST = 0.95; // for what a page is about beside its first subject
const ALSO_NEAR = 0.1; // for each further phrase of a subject that comes near, of
const PHRASES = 4;
/** @type {[number, number, number][]} letters that differ, what a word then counts, its length */
const AWAY = [
  [1, 0.7, 4],
  [2, 0.4, 5],
];
const LEAST = 0.01;
const ENOUGH = 0.7; // of the best; pages below it are only shown where there are few, but
const FEW = 5;
const MOST = 12;
const LOCAL = 0.6; // what a local page counts
const MARKED = 0.5; // of what the most telling word tells

/**
 * What people say, by tokens, and what that is about.
 * @param {string} language
 * @param {Record<string, string[]>} said
 */
export function phrasesOf(language, said) {
  /** @type {{ subject: string, tokens: string[] }[]} */
  const sets = Object.entries(said).flatMap(([subject, phrases]) =>
    phrases.map((phrase) => ({ subject, tokens: [...distinctOf(phrase, language)].sort() })),
  );
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [number, { tokens }] of sets.entries()) {
    for (const token of tokens) places.set(token, [...(places.get(token) ?? []), number]);
  }
  /** @param {string} token */
  const subjects = (token) =>
    new Set((places.get(token) ?? []).map((number) => sets[number].subject)).size;
  return { language, sets, places, subjects, count: Object.keys(said).length };
}

/** @typedef {ReturnType<typeof phrasesOf>} Phrases */

/**
 * Returns what ranks the documents for a query.
 * @param {Ranked[]} documents
 * @param {WordIndex} index
 * @param {Phrases} phrases in the language of the page
 */
export function ranking(documents, index, phrases) {
  const { language } = phrases;
  const weigh = weights(documents, index, phrases);
  const alike = alikeIn(documents, phrases);
  return (/** @type {string} */ query) => {
    const words = [...new Set(tokensOf(query, language))].map((token) =>
      variants(token, index, phrases),
    );
    const scores = byWords(words, documents.length, index, weigh);
    for (const [score, numbers] of bySubject(words, alike, phrases, weigh)) {
      for (const number of numbers) scores[number] += score;
    }
    const exact = scores.map((score, number) =>
      wholeNumber(documents[number].local ? score * LOCAL : score),
    );
    const best = bestOf(exact);
    const enough = exact[best[0]] * ENOUGH;
    const shown = best.filter((number, place) => place < FEW || exact[number] >= enough);
    return {
      own: shown.filter((number) => documents[number].language === language),
      foreign: shown.filter((number) => documents[number].language !== language),
      tokens: telling(words, weigh),
    };
  };
}

/** So that no rounding of a phone's own can change the order. @param {number} score */
const wholeNumber = (score) => Math.floor(score * 1e6 + 0.5);

/** The documents that may be shown, the best first. @param {Float64Array} scores */
function bestOf(scores) {
  const least = Math.max(1, scores.slice().sort()[scores.length - MOST] ?? 0);
  /** @type {number[]} */
  const found = [];
  for (const [number, score] of scores.entries()) if (score >= least) found.push(number);
  return found.sort((one, other) => scores[other] - scores[one] || one - other).slice(0, MOST);
}

/** The words that answer, but for those that tell little. @param {Variants[]} words @param {Weigh} weigh */
function telling(words, weigh) {
  const tokens = words.flatMap((word) => [...word.keys()]);
  const least = Math.max(0, ...tokens.map(weigh)) * MARKED;
  return new Set(tokens.filter((token) => weigh(token) >= least));
}

/**
 * The documents that are about the same, together; what nobody says anything of does not count.
 * @param {Ranked[]} documents @param {Phrases} phrases
 */
function alikeIn(documents, phrases) {
  const known = new Set(phrases.sets.map(({ subject }) => subject));
  /** @type {Map<string, { about: [string, number][], numbers: number[] }>} */
  const found = new Map();
  for (const [number, document] of documents.entries()) {
    const about = document.about
      .map((it, place) => /** @type {[string, number]} */ ([it, place ? NOT_FIRST : 1]))
      .filter(([it]) => known.has(it));
    const those = found.get(String(about)) ?? { about, numbers: [] };
    those.numbers.push(number);
    found.set(String(about), those);
  }
  return [...found.values()];
}

/** @param {string} token @param {WordIndex} index @param {Phrases} phrases @returns {Variants} */
function variants(token, index, phrases) {
  const found = new Map();
  if (!index.places(token).size && !phrases.places.has(token) && !isUnspaced(token)) {
    for (const [letters, counts, shortest] of AWAY) {
      if (token.length < shortest) continue;
      for (const near of index.near(token, letters)) {
        if ((letters === 1 || near.length >= shortest) && !found.has(near)) found.set(near, counts);
      }
    }
  }
  return found.size ? found : new Map([[token, 1]]);
}

/** @typedef {(token: string) => number} Weigh */

/**
 * A score for each document. Plain arrays: a common word stands in all documents of a network.
 * @param {Variants[]} words @param {number} count @param {WordIndex} index @param {Weigh} weigh
 */
function byWords(words, count, index, weigh) {
  const scores = new Float64Array(count);
  const covered = new Float64Array(count);
  for (const word of words) {
    const best = new Float64Array(count);
    const cover = new Float64Array(count);
    for (const [token, counts] of word) {
      const weight = weigh(token) * counts;
      index.places(token).forEach((inTitle, number) => {
        best[number] = Math.max(best[number], inTitle ? weight * TITLE : weight);
        cover[number] = Math.max(cover[number], weight);
      });
    }
    for (let number = 0; number < count; number += 1) {
      scores[number] += best[number];
      covered[number] += cover[number];
    }
  }
  const all = whole(words, weigh);
  return scores.map((score, number) => (score * covered[number]) / all / all);
}

/**
 * Scores, each with the documents that have it.
 * @param {Variants[]} words @param {ReturnType<typeof alikeIn>} alike @param {Phrases} phrases
 * @param {Weigh} weigh
 */
function bySubject(words, alike, phrases, weigh) {
  const near = nearSubjects(words, phrases, weigh);
  return alike.map(({ about, numbers }) => {
    const found = about.map(([it, counts]) => (near.get(it) ?? 0) * counts);
    return /** @type {const} */ ([ABOUT * Math.max(0, ...found), numbers]);
  });
}

/**
 * How near a query comes to what is said of each subject.
 * @param {Variants[]} words @param {Phrases} phrases @param {Weigh} weigh
 */
function nearSubjects(words, phrases, weigh) {
  const all = whole(words, weigh);
  /** @type {Map<number, number>} */
  const common = new Map();
  for (const word of words) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [token, counts] of word) {
      const weight = weigh(token) * counts;
      for (const number of phrases.places.get(token) ?? []) {
        best.set(number, Math.max(best.get(number) ?? 0, weight));
      }
    }
    for (const [number, weight] of best) common.set(number, (common.get(number) ?? 0) + weight);
  }
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const [number, weight] of common) {
    const { subject, tokens } = phrases.sets[number];
    const size = tokens.reduce((sum, token) => sum + weigh(token), 0);
    const values = found.get(subject) ?? [];
    values.push(weight / Math.sqrt(size * all));
    found.set(subject, values);
  }
  /** @type {Map<string, number>} */
  const near = new Map();
  for (const [subject, values] of found) {
    const [first, ...others] = values.sort((one, other) => other - one).slice(0, PHRASES);
    near.set(subject, first + ALSO_NEAR * others.reduce((sum, value) => sum + value, 0));
  }
  return near;
}

/** @param {Variants[]} words @param {Weigh} weigh */
const whole = (words, weigh) =>
  words.reduce((sum, word) => sum + Math.max(...[...word.keys()].map(weigh)), 0) || 1;

/**
 * What a token tells: the less, the more pages and subjects have it.
 * @param {Ranked[]} documents @param {WordIndex} index @param {Phrases} phrases @returns {Weigh}
 */
function weights(documents, index, phrases) {
  const weighed = documents.map(({ whole: all, language }) => all && language === phrases.language);
  const pages = weighed.filter(Boolean).length;
  /** @type {Map<string, number>} */
  const known = new Map();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    let there = 0;
    for (const number of index.places(token).keys()) there += weighed[number] ? 1 : 0;
    const subjects = phrases.subjects(token);
    const amongPages = Math.max(Math.log((pages + 1) / (there + 0.5)), 0);
    const amongSubjects = Math.log(1 + phrases.count / Math.max(subjects, 0.5));
    const weight = strength(token) * Math.max(Math.sqrt(amongPages * amongSubjects), LEAST);
    known.set(token, weight);
    return weight;
  };
}
