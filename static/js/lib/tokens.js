// Words as search compares them; `pwa/content/tokens.py` says how, and gives the same.

const MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670";
const WORD = new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}]|[${MARKS}\u3099\u309a])*`, "gu");
const LEFT_OUT = new RegExp(`[${MARKS}\u0640\u30fc]`, "g");
const UNSPACED = "\u3005\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff";
const PIECE = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "g");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`);
const HIRAGANA = /^[\u3041-\u3096]+$/;
const HAN = /^[\u3400-\u4dbf\u4e00-\u9fff]$/;
const ARABIC = /^[\u0621-\u064a]/;
const ATTACHED_BEFORE = /^(?:و(?=.{3}))?(?:(?:ال|بال|كال|فال|لل)(?=.{2}))?/;
const ATTACHED_AFTER = /^(..+?)(?:ها|ان|ات|ون|ين|يه|ه|ي)$/;
/** @type {Record<string, string>} */
const LETTERS = {
  ß: "ss",
  ł: "l",
  ı: "i",
  ø: "o",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ى: "ي",
  ة: "ه",
};
/** @type {Record<string, string>} */
const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue" };
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const KATAKANA = /[\u30a1-\u30f6]/g;
const LENGTH = 6; // letters of a word that count
const WEAK = 0.5; // what a token tells that is no more than an ending, or half of a word

const REMEMBERED = 50_000; // words, whose tokens need not be found again

/** @typedef {[number, number, string]} Place from where, to where, which token */

/** @type {Map<string, Place[]>} */
const known = new Map();

/**
 * Gives each token of a text, and from where to where what it stands for is written.
 * @param {string} text
 * @param {string} language
 * @returns {Place[]}
 */
export const wordsOf = (text, language) =>
  [...text.matchAll(WORD)].flatMap(({ 0: word, index = 0 }) =>
    ofWord(word, language).map(([start, end, token]) => [index + start, index + end, token]),
  );

/** @param {string} text @param {string} language */
export const tokensOf = (text, language) => wordsOf(text, language).map(([, , token]) => token);

/** @param {string} text @param {string} language */
export function distinctOf(text, language) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const word of new Set(text.match(WORD))) {
    for (const [, , token] of ofWord(word, language)) found.add(token);
  }
  return found;
}

/** @param {string} word @param {string} language */
function ofWord(word, language) {
  const key = `${language} ${word}`;
  const before = known.get(key);
  if (before) return before;
  const folded = fold(word, language);
  const even = folded.length === word.length; // then each part lies where it lay before
  /** @type {Place[]} */
  const found = [];
  let start = 0;
  for (const piece of folded.match(PIECE) ?? []) {
    for (const [at, end, token] of tokensOfPiece(piece)) {
      found.push(even ? [start + at, start + end, token] : [0, word.length, token]);
    }
    start += piece.length;
  }
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, found);
  return found;
}

/** How much a token tells by its form alone, up to 1. @param {string} token */
export const strength = (token) => (HIRAGANA.test(token) || HAN.test(token) ? WEAK : 1);

/** @param {string} token */
export const isUnspaced = (token) => IS_UNSPACED.test(token);

/** @param {string} piece @returns {Place[]} */
function tokensOfPiece(piece) {
  const size = piece.length;
  if (isUnspaced(piece)) {
    /** @type {Place[]} */
    const found = [];
    for (let at = 0; at < Math.max(size - 1, 1); at += 1) {
      found.push([at, Math.min(at + 2, size), piece.slice(at, at + 2)]);
    }
    for (let at = 0; size > 1 && at < size; at += 1) {
      if (HAN.test(piece[at])) found.push([at, at + 1, piece[at]]);
    }
    return found;
  }
  const token = ARABIC.test(piece)
    ? piece.replace(ATTACHED_BEFORE, "").replace(ATTACHED_AFTER, "$1")
    : piece.slice(0, LENGTH);
  return [[0, size, token]];
}

/** @param {string} word @param {string} language */
function fold(word, language) {
  let text = word.normalize("NFKC").toLowerCase();
  if (language === "de") text = text.replace(/[äöü]/g, (letter) => UMLAUTS[letter]);
  return text
    .replace(LETTER, (letter) => LETTERS[letter])
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .normalize("NFD")
    .replace(LEFT_OUT, "")
    .normalize("NFC");
}
