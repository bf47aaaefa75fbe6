import re
import shutil

from pwa.paths import TRANSLATIONS
from tests import catalogues


def test_catalogues_are_complete_and_fresh():
    assert catalogues.catalogues()
    assert catalogues.problems() == []


def test_missing_fuzzy_and_changed_texts_are_reported(tmp_path, monkeypatch):
    shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path / "translations")
    arabic = tmp_path / "translations" / "ar" / "LC_MESSAGES" / "messages.po"
    text = arabic.read_text("utf-8")
    text = text.replace('msgid "Home"', '#, fuzzy\nmsgid "Home"').replace("n==0", "n==9")
    text = re.sub(r'(msgid "Contact"\nmsgstr) ".*"', r'\1 ""', text)
    text = re.sub(r'(msgstr ".*)%\(number\)s', r"\1%(numero)s", text)
    arabic.write_text(text, "utf-8")
    found = "\n".join(catalogues.problems())
    for fault in ("fuzzy 'Home'", "untranslated 'Contact'", "plural rule", "placeholder"):
        assert fault in found, fault
