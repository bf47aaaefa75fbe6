import gettext

import pytest
from flask import g
from flask_babel import get_translations

from pwa.edition.assets import collect
from pwa.errors import CatalogueError
from pwa.locales import LOCALES
from pwa.paths import STATIC
from pwa.web import i18n
from pwa.web.app import create_app
from pwa.web.formats import language_names

NUMBERS = (0, 1, 2, 3, 11, 100, 101)


@pytest.fixture(scope="module")
def app(starter):
    return create_app(starter, collect(STATIC, {}).urls)


def rendered(app, language, singular, plural):
    with app.test_request_context():
        g.language = language
        return [get_translations().ungettext(singular, plural, n) for n in NUMBERS]


def test_arabic_uses_all_six_forms(app):
    """D12: zero, one, two, few, many, other; 100 and 101 share the last."""
    zero, one, two, few, many, hundred, hundred_one = rendered(
        app, "ar", "%(num)s service", "%(num)s services"
    )
    assert len({zero, one, two, few, many}) == 5
    assert hundred == hundred_one != few


def test_english_uses_two_forms(app):
    texts = rendered(app, "en", "%(num)s service", "%(num)s services")
    assert [text.endswith("services") for text in texts] == [n != 1 for n in NUMBERS]


@pytest.mark.parametrize("locale", LOCALES.values(), ids=lambda locale: locale.code)
def test_pinned_plural_rules_are_valid_and_use_every_form(locale):
    """D12."""
    count, rule = locale.plural_forms.removeprefix("nplurals=").removesuffix(";").split("; plural=")
    choose = gettext.c2py(rule)
    assert {choose(n) for n in range(1000)} == set(range(int(count)))


def test_scripts_get_a_text_for_every_plural_category(app):
    with app.test_request_context():
        g.language = "ar"
        forms = i18n.plural_forms("%(num)s page fits.", "%(num)s pages fit.")
    assert set(forms) == {"zero", "one", "two", "few", "many", "other"}


def test_lists_of_two_name_both(app):
    """Some CLDR list patterns of Babel repeat the last item."""
    with app.test_request_context():
        g.language = "ar"
        assert language_names(["en", "es"]).count("الإسبانية") == 1


def test_a_broken_catalogue_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text("foo bar", "utf-8")
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    with pytest.raises(CatalogueError, match=r"messages\.po"):
        i18n.read_catalogue("ja")
