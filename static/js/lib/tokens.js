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

/**
 * Gives each token of a text, and from where to where what it stands for is written.
 * @param {string} text
 * @param {string} language
 * @returns {[number, number, string][]}
 */
export function wordsOf(text, language) {
  /** @type {[number, number, string][]} */
  const found = [];
  for (const { 0: word, index = 0 } of text.matchAll(WORD)) {
    const folded = fold(word, language);
    const even = folded.length === word.length; // then each part lies where it lay before
    let start = index;
    for (const piece of folded.match(PIECE) ?? []) {
      for (const [at, end, token] of tokensOfPiece(piece)) {
        found.push(even ? [start + at, start + end, token] : [index, index + word.length, token]);
      }
      start += piece.length;
    }
  }
  return found;
}

/** @param {string} text @param {string} language */
export const tokensOf = (text, language) => wordsOf(text, language).map(([, , token]) => token);

/** How much a token tells by its form alone, up to 1. @param {string} token */
export const strength = (token) => (HIRAGANA.test(token) || HAN.test(token) ? WEAK : 1);

/** @param {string} token */
export const isUnspaced = (token) => IS_UNSPACED.test(token);

/** @param {string} piece @returns {[number, number, string][]} */
function tokensOfPiece(piece) {
  const size = piece.length;
  if (isUnspaced(piece)) {
    const pairs = Array.from({ length: Math.max(size - 1, 1) }, (_, at) => at).map(
      (at) =>
        /** @type {[number, number, string]} */ ([
          at,
          Math.min(at + 2, size),
          piece.slice(at, at + 2),
        ]),
    );
    if (size === 1) return pairs;
    const characters = [...piece]
      .map((character, at) => /** @type {[number, number, string]} */ ([at, at + 1, character]))
      .filter(([, , character]) => HAN.test(character));
    return [...pairs, ...characters];
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
