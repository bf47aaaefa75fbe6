import pytest

from pwa.content import load
from pwa.content.glossary import glossary, misused, otherwise, telling
from pwa.locales import LANGUAGE_CODES
from tests.support.sites import edit, edited_network

CONCEPTS = {"mutual-aid", "resilience", "peer-support", "queer", "living-with-hiv"}


@pytest.mark.parametrize("language", [code for code in LANGUAGE_CODES if code != "en"])
def test_every_translation_has_a_glossary_of_the_central_concepts(language):
    terms = glossary(language).term
    assert {term.concept for term in terms} >= CONCEPTS
    assert all(term.use and term.source for term in terms)


def test_an_avoided_word_is_found_in_any_case_but_not_inside_another():
    assert [word for word, _ in misused("NACHHALTIGKEIT", "de")] == ["NACHHALTIGKEIT"]
    assert not list(misused("Nachhaltigkeitsbericht", "de"))


def check_content(folder):
    _, problems = load.check_content(folder)
    return problems


def test_check_names_the_avoided_word_its_line_and_what_to_use(tmp_path):
    content = edited_network(tmp_path / "c", {})
    assert check_content(content) == []
    edit(content / "articles/mutual-aid/de.md", ".\n\n## ", ". Nachhaltigkeit.\n\n## ")
    edit(content / "topics/food.toml", 'de = "', 'de = "Almosen ')
    wording, topic = check_content(content)
    assert (wording.file, wording.field) == ("articles/mutual-aid/de.md", "wording")
    text = (content / wording.file).read_text("utf-8").split("\n")
    assert "Nachhaltigkeit." in text[wording.line - 1]
    assert "'Resilienz' for resilience" in wording.expected
    assert (topic.file, topic.field) == ("topics/food.toml", "name.de")


def test_check_names_a_concept_that_a_translation_renders_otherwise(tmp_path):
    content = edited_network(tmp_path / "c", {})
    path = content / "articles/mutual-aid/de.md"
    path.write_text(path.read_text("utf-8").replace("Resilienz", "Widerstandskraft"), "utf-8")
    (problem,) = check_content(content)
    assert problem.file == "articles/mutual-aid/de.md"
    assert problem.found == "no known word for resilience"
    assert problem.expected == "'Resilienz' for resilience"


def test_queer_is_not_strange():
    """A word that is harmless elsewhere is wrong where the source names the concept."""
    wrong = [found for found, _ in otherwise("Queer people", "en", "Tuhaf insanlar", "tr")]
    assert wrong == ["no known word for queer", "'Tuhaf'"]
    assert not list(otherwise("Strange people", "en", "Tuhaf insanlar", "tr"))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("gay.html", "en", ["gay"]),
        ("Nagaya", "en", []),
        ("والمثليون", "ar", ["والمثليون"]),
        ("an archive", "ja", []),
        ("HIVの検査", "ja", ["HIV"]),
    ],
)
def test_words_that_tell_are_found_but_not_inside_others(text, language, found):
    assert list(telling(text, [language])) == found


def test_check_names_what_would_tell_on_a_reader(tmp_path):
    """C12: in a tab's title, an address, beneath an icon."""
    content = edited_network(
        tmp_path / "c", {"network.toml": ('name = "Tadamun"', 'name = "Pride"')}
    )
    edit(content / "articles/mutual-aid/de.md", "tab_title: ", "tab_title: Schwul, ")
    (content / "topics/food.toml").rename(content / "topics/queer.toml")
    found = {(problem.file, problem.field): problem.found for problem in check_content(content)}
    assert found["network.toml", "name"] == "'Pride'"
    assert found["articles/mutual-aid/de.md", "tab_title"] == "'Schwul'"
    assert found["topics/queer.toml", "id"] == "'queer'"
