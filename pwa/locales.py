"""The twelve languages: one row each, and the choice among them for a reader's browser."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

LanguageCode = Literal["ar", "en", "it", "fr", "de", "pl", "tr", "pt", "ru", "ja", "zh", "es"]


@dataclass(frozen=True)
class Locale:
    code: LanguageCode  # in addresses and file names
    tag: str  # BCP 47, for HTML `lang` and `hreflang`
    babel_id: str  # for Babel and the folders of `translations/`
    name: str  # what its readers call it
    reading_speed: int  # per minute: characters in ja and zh, words elsewhere (IReST 2012)
    plural_forms: str  # pinned: the rules of Babel releases differ, and one had Arabic wrong
    direction: Literal["ltr", "rtl"] = "ltr"
    spaced: bool = True  # whether spaces separate words


_TWO_FORMS = "nplurals=2; plural=(n != 1);"
_NONE_IS_ONE = "nplurals=2; plural=(n > 1);"
_ONE_FORM = "nplurals=1; plural=0;"
_SLAVIC = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"

_ROWS = (
    Locale(
        "ar", "ar", "ar", "العربية", 138,
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
        " : n%100>=11 && n%100<=99 ? 4 : 5);",
        direction="rtl",
    ),
    Locale("en", "en", "en", "English", 228, _TWO_FORMS),
    Locale("it", "it", "it", "Italiano", 188, _TWO_FORMS),
    Locale("fr", "fr", "fr", "Français", 195, _NONE_IS_ONE),
    Locale("de", "de", "de", "Deutsch", 179, _TWO_FORMS),
    Locale("pl", "pl", "pl", "Polski", 166, "nplurals=3; plural=(n==1 ? 0 : " + _SLAVIC),
    Locale("tr", "tr", "tr", "Türkçe", 166, _TWO_FORMS),
    Locale("pt", "pt-BR", "pt_BR", "Português", 181, _NONE_IS_ONE),
    Locale(
        "ru", "ru", "ru", "Русский", 184,
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : " + _SLAVIC,
    ),
    Locale("ja", "ja", "ja", "日本語", 357, _ONE_FORM, spaced=False),
    Locale("zh", "zh-Hans", "zh_Hans", "简体中文", 255, _ONE_FORM, spaced=False),
    Locale("es", "es", "es", "Español", 218, _TWO_FORMS),
)  # fmt: skip

LOCALES: dict[LanguageCode, Locale] = {row.code: row for row in _ROWS}
LANGUAGE_CODES: tuple[LanguageCode, ...] = get_args(LanguageCode)

_BY_RANGE = {key.lower(): row.code for row in _ROWS for key in (row.code, row.tag)}
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_HEADER_LIMIT = 1000  # characters of Accept-Language that are read


def negotiate(
    header: str, available: Collection[LanguageCode], default: LanguageCode
) -> LanguageCode:
    """Choose a language by RFC 4647 lookup.

    A reader of traditional Chinese gets our simplified text only when nothing
    else on their list is available.
    """
    last_resort: LanguageCode | None = None
    for language_range in _ranges(header[:_HEADER_LIMIT]):
        if language_range == "*":
            break
        code = _lookup(language_range, available)
        if code is None:
            continue
        if code == "zh" and _TRADITIONAL & set(language_range.split("-")):
            last_resort = last_resort or code
            continue
        return code
    return last_resort or default


def _ranges(header: str) -> Iterator[str]:
    weighted = []
    for item in header.split(","):
        language_range, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if language_range and 0 < quality <= 1:
            weighted.append((quality, language_range))
    weighted.sort(key=lambda pair: -pair[0])
    return (language_range for _, language_range in weighted)


def _lookup(language_range: str, available: Collection[LanguageCode]) -> LanguageCode | None:
    subtags = language_range.split("-")
    while subtags:
        code = _BY_RANGE.get("-".join(subtags))
        if code in available:
            return code
        subtags.pop()
        if subtags and len(subtags[-1]) == 1:  # RFC 4647 §3.4: a singleton goes with what follows
            subtags.pop()
    return None
