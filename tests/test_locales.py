"""The twelve languages, and the choice among them: RFC 4647 lookup with the table of D21."""

import time
from gettext import c2py

import pytest
from babel import Locale as BabelLocale

from pwa.locales import LANGUAGE_CODES, LOCALES, negotiate

NUMBERS = (0, 1, 2, 3, 5, 11, 22, 99, 100, 101, 102, 103, 111, 1_000_000)
PLURALS = {  # D12: how many forms a language has, and the form of each of the numbers
    "ar": (6, (0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 3, 4, 5)),
    "en": (2, (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "it": (2, (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "fr": (2, (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "de": (2, (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "pl": (3, (2, 0, 1, 1, 2, 2, 1, 2, 2, 2, 1, 1, 2, 2)),
    "tr": (2, (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "pt": (2, (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    "ru": (3, (2, 0, 1, 1, 2, 2, 1, 2, 2, 0, 1, 1, 2, 2)),
    "ja": (1, (0,) * 14),
    "zh": (1, (0,) * 14),
    "es": (2, (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,en;q=.5", "de"),
        ("zh-TW,en;q=.8", "en"),  # traditional Chinese: our simplified text comes last
        ("zh-TW", "zh"),
        ("zh-Hant-HK", "zh"),
        ("zh-HK, zh-MO, xx", "zh"),
        ("zh-CN,en;q=.8", "zh"),
        ("zh-Hans-SG", "zh"),
        ("fr-CA", "fr"),
        ("pt-PT", "pt"),
        ("pt-BR,en", "pt"),
        ("iw", "ar"),
        ("xx", "ar"),
        ("", "ar"),
        ("*", "ar"),
        ("xx, *;q=0.5", "ar"),
        ("de;q=0.3, *;q=0.1", "de"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("de;q=0", "ar"),
        ("en;q=0.5, it;q=0.9, fr;q=0.7", "it"),
        ("en, it", "en"),
        ("EN-gb", "en"),
        (" de ; q = 0.5 , en ; q = 0.4 ", "de"),
        ("de-x-private-use", "de"),
        ("de-Latn-a-b-c", "de"),
        ("den", "ar"),
    ],
)
def test_the_first_wanted_language_is_chosen(header, language):
    """D21"""
    assert negotiate(header, LANGUAGE_CODES, "ar") == language


@pytest.mark.parametrize(
    "header",
    [",", ";", ";;;q=", "-", "--", "q=1", ";q=1", "de;q=two", "de;q=nan", "de;q=inf", "de;q=-1",
     "de;q=2", "\0", "d\ne", "é", "٣", "de_AT;", "*-*", "en en", "a" * 999],
)  # fmt: skip
def test_malformed_headers_give_the_default(header):
    assert negotiate(header, LANGUAGE_CODES, "ar") == "ar"


@pytest.mark.parametrize("item", ["xx,", "-", "x-", ";", "q=1;", "zh-TW,", "*", "de;q=0,"])
def test_a_huge_header_is_answered_quickly(item):
    header = item * (100_000 // len(item))
    start = time.perf_counter()
    assert negotiate(header, LANGUAGE_CODES, "ar") in ("ar", "zh")
    assert time.perf_counter() - start < 0.1  # seconds


def test_only_published_languages_are_chosen():
    assert negotiate("de, fr;q=0.5", ("ar", "fr"), "ar") == "fr"
    assert negotiate("zh-TW, de", ("ar", "en"), "en") == "en"


def test_there_is_one_row_for_each_of_the_twelve_languages():
    assert tuple(LOCALES) == LANGUAGE_CODES
    assert len({row.name for row in LOCALES.values()}) == 12
    assert all(row.code == code for code, row in LOCALES.items())


@pytest.mark.parametrize("row", LOCALES.values(), ids=LOCALES.keys())
def test_babel_knows_every_row_and_agrees_on_its_direction(row):
    locale = BabelLocale.parse(row.babel_id)
    assert locale.text_direction == row.direction
    assert locale.language == row.code
    assert str(BabelLocale.parse(row.tag, sep="-")) == row.babel_id


@pytest.mark.parametrize("code", LANGUAGE_CODES)
def test_plural_rules_are_those_that_are_pinned(code):
    """D12: a wrong rule here is wrong grammar everywhere, and Babel's releases differ."""

    count, rule = (
        LOCALES[code].plural_forms.removeprefix("nplurals=").rstrip(";").split("; plural=")
    )
    forms = tuple(map(c2py(rule), NUMBERS))
    assert (int(count), forms) == PLURALS[code]


def test_characters_are_counted_only_where_no_spaces_stand():
    """D50"""
    assert {code for code, row in LOCALES.items() if not row.spaced} == {"ja", "zh"}
    assert {code: row.reading_speed for code, row in LOCALES.items()} == {
        "ar": 138, "en": 228, "it": 188, "fr": 195, "de": 179, "pl": 166,
        "tr": 166, "pt": 181, "ru": 184, "ja": 357, "zh": 255, "es": 218,
    }  # fmt: skip
