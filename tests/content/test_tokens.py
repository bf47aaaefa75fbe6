"""Words in the form in which they are compared, on the server and on the phone alike."""

import json
import random
import re

import pytest

from pwa.content.tokens import distinct, tokens, words
from pwa.locales import LANGUAGE_CODES, LOCALES
from pwa.paths import STARTER_CONTENT, TRANSLATIONS
from tests.support.node import on_the_phone

SEED = 5
SAMPLES = 400  # of each language

# What people write, and what else they may write for it.
ALIKE = [
    ("ar", "أُسْرَة", "اسره"),
    ("ar", "والمدرسة", "مدرسة"),
    ("ar", "بالمستشفى", "مستشفي"),
    ("ar", "أهلي", "اهل"),
    ("ar", "جـــدا", "جدا"),
    ("tr", "İLAÇ", "ilac"),
    ("tr", "ILIK", "ılık"),
    ("tr", "ağrısı", "agrisi"),
    ("de", "Straße", "STRASSE"),
    ("de", "Übernachtung", "uebernachten"),
    ("pl", "złość", "zlosc"),
    ("ru", "ещё", "ЕЩЕ"),
    ("fr", "Où", "ou"),
    ("fr", "œuf", "oeuf"),
    ("es", "médico", "MEDICO"),
    ("ja", "カウンセリング", "かうんせりんぐ"),
    ("ja", "ﾃｽﾄ", "テスト"),
    ("ja", "ＨＩＶ", "hiv"),
    ("ja", "センター", "センタ"),
    ("en", "medicines", "medicine"),
]


@pytest.mark.parametrize(("language", "one", "other"), ALIKE)
def test_what_people_type_for_each_other_is_one_word(language, one, other):
    assert tokens(one, language) == tokens(other, language) != []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "没地方睡", ["没地", "地方", "方睡", "没", "地", "方", "睡"]),
        ("ja", "薬がない", ["薬が", "がな", "ない", "薬"]),
        ("ja", "HIV感染", ["hiv", "感染", "感", "染"]),
        ("en", "Don't call 112!", ["don", "t", "call", "112"]),
        ("en", "🌱 — …", []),
    ],
)
def test_words_become_tokens(language, text, found):
    assert tokens(text, language) == found
    assert distinct(text, language) == set(found)


def test_each_token_tells_where_it_is_written():
    assert next(words("「薬局」に", "ja")) == (1, 3, "薬局")
    assert [*words("The İlaç", "tr")][1] == (4, 8, "ilac")


def samples(language):
    """Texts of all kinds: what stands in the catalogue and in the content, and noise."""
    chance = random.Random(SEED)
    folder = TRANSLATIONS / LOCALES[language].babel_id
    catalogue = (folder / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    found = re.findall(r'msgstr(?:\[\d\])? "(.+)"', catalogue)
    said = (STARTER_CONTENT / "synonyms" / f"{language}.toml").read_text("utf-8")
    found += re.findall(r'"(.+?)"', said)
    ranges = [(0x20, 0x2AF), (0x300, 0x36F), (0x400, 0x45F), (0x610, 0x6D3), (0x3040, 0x30FF)]
    ranges += [(0x4E00, 0x4FFF), (0xAC00, 0xAC80), (0xFB50, 0xFBFF), (0xFF00, 0xFFEF)]
    ranges += [(0x1F300, 0x1F600)]
    noise = [
        "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 30)))
        for _ in range(SAMPLES)
    ]
    return [*chance.sample(found, SAMPLES), *noise]


def test_the_phone_makes_the_same_tokens_of_the_same_places():
    values = [
        {"language": language, "text": text}
        for language in LANGUAGE_CODES
        for text in samples(language)
    ]
    script = "({ text, language }) => wordsOf(text, language)"
    there = on_the_phone("lib/tokens.js", "wordsOf", script, values)
    for value, found in zip(values, there, strict=True):
        text, language = value["text"], value["language"]
        # Scripts count in UTF-16 units.
        at = [len(text[:end].encode("utf-16-le")) // 2 for end in range(len(text) + 1)]
        ours = [[at[start], at[end], token] for start, end, token in words(text, language)]
        assert found == ours, (SEED, json.dumps(value))
