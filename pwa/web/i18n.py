"""Interface texts: catalogues read from their .po files, so that no compiled copy can be stale."""

import io
from collections.abc import Iterable
from functools import cache

from babel import Locale as BabelLocale
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations
from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain, get_translations

from pwa.errors import CatalogueError
from pwa.locales import LOCALES, LanguageCode
from pwa.paths import TRANSLATIONS

# Enough numbers to meet every plural category of the twelve languages.
_SAMPLES = (*range(112), 1_000_000)


def init_app(app: Flask, languages: Iterable[LanguageCode]) -> None:
    domain = Domain()
    catalogues = {}
    for code in languages:
        babel_id = LOCALES[code].babel_id
        catalogues[code] = read_catalogue(babel_id)
        domain.cache[str(BabelLocale.parse(babel_id)), "messages"] = catalogues[code]
    babel = Babel(app, locale_selector=_babel_id)
    babel.domain_instance = domain
    # Templates ask a hundred times a page: finding out each time which language it is would be
    # a third of the time a page takes.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalogues[g.language].ugettext(text),
        lambda one, many, number: catalogues[g.language].ungettext(one, many, number),
        newstyle=True,
    )


def read_catalogue(babel_id: str) -> Translations:
    """Return the texts of one language; fuzzy ones count as missing."""
    path = TRANSLATIONS / babel_id / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        raise CatalogueError(
            f"{path}: found no such file, expected the interface texts: this language of "
            "network.toml needs a catalogue (see docs/translating.md), or take it off the list"
        )
    compiled = io.BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, abort_invalid=True))
    except (PoFileError, ValueError) as error:
        raise CatalogueError(f"{path}: found {error}, expected a valid PO file") from error
    compiled.seek(0)
    return Translations(compiled)


def plural_forms(singular: str, plural: str) -> dict[str, str]:
    """Return `{CLDR category: text}` for scripts, which choose by `Intl.PluralRules`."""
    texts = get_translations()
    numbers = _number_of_each_category(babel_locale())
    return {name: texts.ungettext(singular, plural, number) for name, number in numbers.items()}


@cache
def _number_of_each_category(locale: BabelLocale) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number in _SAMPLES:
        numbers.setdefault(locale.plural_form(number), number)
    return numbers


def babel_locale() -> BabelLocale:
    """Return what CLDR knows of the page's language."""
    language: LanguageCode = g.language
    return BabelLocale.parse(LOCALES[language].babel_id)


def _babel_id() -> str | None:
    if not has_request_context():
        return None
    language: LanguageCode = g.language
    return LOCALES[language].babel_id
