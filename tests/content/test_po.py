"""Articles leave as PO files and come back as they were."""

import shutil

import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from pwa.cli import main
from pwa.content.load import check_content, load_network
from pwa.content.po import export_po, import_po
from pwa.locales import LANGUAGE_CODES
from pwa.paths import STARTER_CONTENT
from tests.support.facts import write_fact
from tests.support.sites import MINIMAL, edit

OPEN = {"empty": "in_short.1", "fuzzy": "body.3", "of an earlier source": "in_short.1"}
OLD = f"source_hash: {64 * '0'}\n"
TRANSLATION = "articles/first-steps/ar.md"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(MINIMAL, tmp_path / "content")


def run(*arguments):
    return CliRunner().invoke(main, ["translate", *map(str, arguments)])


@pytest.mark.parametrize("language", [code for code in LANGUAGE_CODES if code != "en"])
def test_a_round_trip_is_byte_identical(tmp_path, language):
    """All files of a language are made anew from the PO file, and that from them."""
    services = shutil.ignore_patterns("resources")
    folder = shutil.copytree(STARTER_CONTENT, tmp_path / "content", ignore=services)
    network = load_network(folder)
    assert not [article.slug for article in network.articles if article.outdated(language)]
    files = sorted(folder.glob(f"articles/*/{language}.md"))
    before = [file.read_bytes() for file in files]
    po = export_po(network, folder, language)
    for file in files:
        file.unlink()
    imported = import_po(load_network(folder), folder, po)
    assert len(imported.written) == len(files) == len(network.articles)
    assert [file.read_bytes() for file in files] == before
    assert export_po(load_network(folder), folder, language) == po


def test_what_a_translator_writes_arrives_in_the_article(folder, tmp_path):
    po = tmp_path / "ar.po"
    assert run("export", "ar", "--out", po, "--content", folder).exit_code == 0
    edit(po, "كيف يبدأ المثال.", "كيف نبدأ: المثال.")
    result = run("import", po, "--content", folder)
    assert result.exit_code == 0, result.output
    (article,) = load_network(folder).articles
    assert article.texts["ar"].summary == "كيف نبدأ: المثال."
    assert not article.outdated("ar")
    assert "{.critical}" in (folder / TRANSLATION).read_text("utf-8")


@pytest.mark.parametrize("how", ["empty", "fuzzy", "of an earlier source"])
def test_an_article_that_is_not_whole_stays_as_it_was(folder, tmp_path, how):
    before = (folder / TRANSLATION).read_bytes()
    po = tmp_path / "ar.po"
    run("export", "ar", "--out", po, "--content", folder)
    match how:
        case "empty":
            edit(po, 'msgstr "بداية صغيرة."', 'msgstr ""')
        case "fuzzy":
            edit(
                po,
                'msgctxt "articles/first-steps body.3"',
                '#, fuzzy\nmsgctxt "articles/first-steps body.3"',
            )
        case "of an earlier source":
            edit(folder / "articles/first-steps/en.md", "Begin small", "Begin with little")
    result = run("import", po, "--content", folder)
    said = "articles/first-steps: 1 of 8 missing or fuzzy"
    assert f"{said} ({OPEN[how]}): left as it was." in result.output
    assert (folder / TRANSLATION).read_bytes() == before


def test_a_new_translation_begins_as_a_draft(folder):
    po = export_po(load_network(folder), folder, "ar")
    (folder / TRANSLATION).unlink()
    edit(folder / "articles/first-steps/en.md", "review: draft", "review: reviewed")
    import_po(load_network(folder), folder, po)
    (article,) = load_network(folder).articles
    assert article.texts["ar"].review == "draft"


def test_what_follows_an_earlier_source_leaves_as_fuzzy(folder):
    run("done", "first-steps", "ar", "--content", folder)
    edit(folder / "articles/first-steps/en.md", "Begin small", "Begin with little")
    po = export_po(load_network(folder), folder, "ar").decode()
    assert po.count("#, fuzzy") == po.count("msgctxt")


def test_an_editor_may_lay_the_file_out_anew(folder, tmp_path):
    """Other tools wrap lines, add a head, and order messages as they like."""
    network = load_network(folder)
    run("done", "first-steps", "ar", "--content", folder)
    before = (folder / TRANSLATION).read_bytes()
    (tmp_path / "a.po").write_bytes(export_po(network, folder, "ar"))
    with (tmp_path / "a.po").open("rb") as file:
        catalog = read_po(file, locale="ar")
    with (tmp_path / "b.po").open("wb") as file:
        write_po(file, catalog, width=30, sort_output=True)
    result = run("import", tmp_path / "b.po", "--content", folder)
    assert result.exit_code == 0, result.output
    assert (folder / TRANSLATION).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "found"),
    [("no PO", "the language 'none'"), ('"Language: ja\\n"\n', "the language 'ja'")],
)
def test_what_is_no_po_file_of_the_network_is_named(folder, tmp_path, text, found):
    (tmp_path / "a.po").write_text(text, "utf-8")
    result = run("import", tmp_path / "a.po", "--content", folder)
    assert result.exit_code == 1
    assert found in result.output
    assert "export the file anew" in result.output


def test_a_language_that_is_not_translated_into_is_named(folder):
    for language in ("en", "ja"):
        result = run("export", language, "--content", folder)
        assert result.exit_code == 1
        assert f"{language}: found no language to translate into, expected ar" in result.output


def test_status_names_what_is_missing_and_what_is_older(folder):
    run("done", "first-steps", "ar", "--content", folder)
    assert "ar العربية: 1 of 1 articles" in run("status", "--content", folder).output
    edit(folder / "articles/first-steps/en.md", "Begin small", "Begin with little")
    assert "older than its source: first-steps" in run("status", "--content", folder).output
    (folder / TRANSLATION).unlink()
    assert "missing: first-steps" in run("status", "--content", folder).output


def test_a_file_all_of_which_is_fuzzy_is_not_left_in_silence(folder, tmp_path):
    po = tmp_path / "ar.po"
    edit(folder / "articles/first-steps/ar.md", "review: draft\n", f"review: draft\n{OLD}")
    run("export", "ar", "--out", po, "--content", folder)
    result = run("import", po, "--content", folder)
    assert "8 of 8 missing or fuzzy (title, tab_title, summary, …): left" in result.output


def test_what_is_not_imported_is_not_overwritten(folder, tmp_path):
    po = tmp_path / "ar.po"
    run("export", "ar", "--out", po, "--content", folder)
    assert run("export", "ar", "--out", po, "--content", folder).exit_code == 0
    edit(po, "كيف يبدأ المثال.", "كيف نبدأ.")
    before = po.read_bytes()
    result = run("export", "ar", "--out", po, "--content", folder)
    assert result.exit_code == 1
    assert "found 1 translations that are not imported" in result.output
    assert po.read_bytes() == before


def test_links_lead_to_the_language_they_stand_in(folder, tmp_path):
    po = tmp_path / "ar.po"
    run("export", "ar", "--out", po, "--content", folder)
    edit(po, "(/ar/resources/)", "(/en/resources/)")
    run("import", po, "--content", folder)
    assert "(/ar/resources/)" in (folder / TRANSLATION).read_text("utf-8")
    edit(folder / TRANSLATION, "(/ar/resources/)", "(/en/resources/)")
    _, problems = check_content(folder)
    assert any("found '/en/resources/', expected /ar/resources/" in str(it) for it in problems)


def test_quoted_facts_need_no_translation_and_shift_no_number(folder, tmp_path):
    """A line that quotes facts stands in the source alone at first."""
    write_fact(folder)
    po = tmp_path / "ar.po"
    edit(folder / "articles/first-steps/en.md", "## Going on", "::facts de/rule\n\n## Going on")
    assert run("export", "ar", "--out", po, "--content", folder).exit_code == 0
    text = po.read_text("utf-8")
    assert "::facts" not in text
    assert 'msgid "## Going on"\nmsgstr "## وماذا بعد"' in text
    result = run("import", po, "--content", folder)
    assert result.exit_code == 0, result.output
    assert "::facts de/rule\n\n## وماذا بعد" in (folder / TRANSLATION).read_text("utf-8")
