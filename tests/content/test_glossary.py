import pytest

from pwa.content.glossary import glossary, misused
from pwa.content.load import check_content
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


def test_check_names_the_avoided_word_its_line_and_what_to_use(tmp_path):
    content = edited_network(tmp_path / "c", {})
    assert check_content(content) == []
    edit(content / "articles/mutual-aid/de.md", "\n## ", "\nNachhaltigkeit.\n\n## ")
    edit(content / "topics/food.toml", 'de = "', 'de = "Almosen ')
    wording, topic = check_content(content)
    assert (wording.file, wording.field) == ("articles/mutual-aid/de.md", "wording")
    text = (content / wording.file).read_text("utf-8").split("\n")
    assert text[wording.line - 1] == "Nachhaltigkeit."
    assert "'Resilienz' for resilience" in wording.expected
    assert (topic.file, topic.field) == ("topics/food.toml", "name.de")
