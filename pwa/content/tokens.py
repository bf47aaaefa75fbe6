"""Words as search compares them; `static/js/lib/tokens.js` gives the same.

1. A word is a letter or digit, and the letters, digits and marks that follow.
2. It is folded: NFKC, lower case, without accents, harakat and tatweel. Letters that people type
   for each other become one: ß and ss, ł and l, ı and i, ى and ي, ة and ه, katakana and hiragana
   (without the long mark); ä is ae where German is read.
3. Runs of Han characters and kana, which are written without spaces, become their pairs, and each
   Han character too.
4. Arabic words lose what is attached to them (after Larkey, Ballesteros and Connell, "Light
   stemming for Arabic information retrieval", 2007). All others are cut to their first letters, so
   that most forms of a word become one.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pwa.locales import LanguageCode

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_MARKS}\u3099\u309a])*")
_LEFT_OUT = re.compile(f"[{_MARKS}\u0640\u30fc]")
_UNSPACED = "\u3005\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_HIRAGANA = re.compile("[\u3041-\u3096]+$")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]$")
_ARABIC = re.compile("[\u0621-\u064a]")
_ATTACHED_BEFORE = re.compile("^(?:و(?=.{3}))?(?:(?:ال|بال|كال|فال|لل)(?=.{2}))?")
_ATTACHED_AFTER = re.compile("^(..+?)(?:ها|ان|ات|ون|ين|يه|ه|ي)$")
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ı": "i", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه"}
    | {chr(katakana): chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LENGTH = 6  # letters of a word that count
_WEAK = 0.5  # what a token tells that is no more than an ending, or half of a word


def words(text: str, language: LanguageCode) -> Iterator[tuple[int, int, str]]:
    """Yield each token of a text, and from where to where what it stands for is written."""
    for word in _WORD.finditer(text):
        for at, end, token in _of_word(word[0], language):
            yield word.start() + at, word.start() + end, token


def tokens(text: str, language: LanguageCode) -> list[str]:
    return [token for _, _, token in words(text, language)]


def distinct(text: str, language: LanguageCode) -> set[str]:
    return {it for word in {*_WORD.findall(text)} for _, _, it in _of_word(word, language)}


def strength(token: str) -> float:
    """Return how much a token tells by its form alone, up to 1."""
    return _WEAK if _HIRAGANA.match(token) or _HAN.match(token) else 1.0


def is_unspaced(token: str) -> bool:
    return bool(_IS_UNSPACED.match(token))


@lru_cache(1 << 16)
def _of_word(word: str, language: LanguageCode) -> tuple[tuple[int, int, str], ...]:
    folded = _folded(word, language)
    even = len(folded) == len(word)  # then each part lies where it lay before
    found: list[tuple[int, int, str]] = []
    start = 0
    for piece in _PIECE.findall(folded):
        for at, end, token in _tokens(piece):
            found.append((start + at, start + end, token) if even else (0, len(word), token))
        start += len(piece)
    return tuple(found)


def _tokens(piece: str) -> Iterator[tuple[int, int, str]]:
    size = len(piece)
    if is_unspaced(piece):
        for at in range(max(size - 1, 1)):
            yield at, min(at + 2, size), piece[at : at + 2]
        for at, character in enumerate(piece):
            if size > 1 and _HAN.match(character):
                yield at, at + 1, character
    elif _ARABIC.match(piece):
        yield 0, size, _ATTACHED_AFTER.sub(r"\1", _ATTACHED_BEFORE.sub("", piece))
    else:
        yield 0, size, piece[:_LENGTH]


def _folded(word: str, language: LanguageCode) -> str:
    text = unicodedata.normalize("NFKC", word).lower()
    if language == "de":
        text = text.translate(_UMLAUTS)
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", _LEFT_OUT.sub("", parts))
