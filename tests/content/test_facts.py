"""Facts are sourced, dated, quoted, and the same in every language."""

import pytest

from pwa.content.load import check_content, load_network
from tests.support.facts import write_fact
from tests.support.sites import edit

ENGLISH = "articles/first-steps/en.md"


@pytest.fixture
def fact(folder):
    def write(name="de/first-day", **changes):
        usual = {
            "quote": "No papers in the first 24 hours, for people of 16 too.",
            "text": "Nobody is asked for papers in the first 24 hours, nor people of 16.",
            "translation": "لا تُطلب أوراق من أحد في أول 24 ساعة، ولا ممن بلغ 16 عامًا.",
        }
        write_fact(folder, name, **{**usual, **changes})

    return write


@pytest.fixture
def quote(folder):
    def add(which):
        edit(folder / ENGLISH, "{.critical}", f"::facts {which}\n\n{{.critical}}")

    return add


def test_a_fact_is_read(folder, fact):
    fact()
    (found,) = load_network(folder).facts
    assert (found.name, found.place, found.kind) == ("de/first-day", "de", "care")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "gossip"}, "kind: found 'gossip', expected 'age', 'care', "),
        ({"name": "atlantis/rule"}, "place: found 'atlantis', expected a folder named worldwide"),
        ({"expires": "2027-11-03"}, "expires: found 2027-11-03, expected a day within 12 months"),
        ({"expires": "2026-10-31"}, "expires: found 2026-10-31, expected a day within 12 months"),
        ({"quote": "24 hours"}, "text.en: found 16, expected only numbers that a quote contains"),
    ],
)
def test_what_is_no_fact_is_refused(fact, problems, changes, problem):
    fact(**changes)
    (found,) = problems()
    assert found.partition(": ")[2].startswith(problem)


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        (
            "لا تُطلب أوراق من أحد في أول ١٦ ساعة ولا بعدها.",
            "the numerals 16, expected those of the source: 16, 24",
        ),
        (
            "Nobody is asked for papers in the first 24 hours, nor are people of 16.",
            "'Nobody is asked for papers in the first ', expected a text in العربية",
        ),
    ],
)
def test_a_translation_says_the_same(folder, fact, translation, problem):
    fact(translation=translation)
    _, (found,) = check_content(folder)
    assert str(found).partition("text.ar: found ")[2] == problem


@pytest.mark.parametrize("which", ["care", "de/first-day"])
def test_an_article_quotes_a_kind_or_one_fact(folder, fact, quote, which):
    fact()
    quote(which)
    network = load_network(folder)
    (found,) = network.facts_of(which)
    assert found.name == "de/first-day"
    body = network.articles[0].texts["en"].body
    assert f"facts {which}" in [block.kind for block in body.blocks]
    assert which not in body.plain


def test_what_holds_everywhere_stands_in_no_list_of_countries(folder, fact):
    fact()
    fact("worldwide/first-hours")
    network = load_network(folder)
    assert [it.name for it in network.facts_of("care")] == ["de/first-day"]
    assert [it.name for it in network.facts_of("worldwide/first-hours")] == [
        "worldwide/first-hours"
    ]


@pytest.mark.parametrize("which", ["police", "de/other-day", "care and more"])
def test_what_is_quoted_must_be_there(fact, quote, problems, which):
    fact()
    quote(which)
    found = problems()
    assert any(f"facts: found no facts {which!r}, expected a fact such as" in it for it in found)


def test_a_mistyped_mark_is_no_text(folder, problems):
    edit(folder / ENGLISH, "{.critical}", "::fact care\n\n{.critical}")
    assert any("body: found '::fact care', expected ::facts" in problem for problem in problems())


def test_numbers_of_weight_are_quoted_and_not_written_down_again(folder):
    """A critical paragraph names years of its sources, and no other number."""
    edit(folder / ENGLISH, "A sample sentence that matters.", "Go there within 72 hours.")
    _, found = check_content(folder)
    assert any("body: found 72, expected the year of one of" in str(it) for it in found)
