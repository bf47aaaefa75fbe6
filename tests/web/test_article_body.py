"""What must not be mistaken stands beside its source, until somebody has checked it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from pwa.content.facts import Fact, QuotedSource
from pwa.content.load import load_network
from pwa.content.markdown import parse
from tests.support.rendering import client_for, main, text
from tests.support.sites import MINIMAL


@pytest.fixture(scope="module")
def network():
    return load_network(MINIMAL)


def shown(network, code="ar", **changes):
    (article,) = network.articles
    texts = {**article.texts, "ar": replace(article.texts["ar"], **changes)}
    return shown_of(replace(network, articles=(replace(article, texts=texts),)), code)


def shown_of(network, code):
    return main(text(client_for(network), f"/{code}/articles/first-steps/"))


def test_beneath_a_critical_paragraph_stands_its_source(network):
    html = shown(network)
    found = re.search(r'<p class="critical">[^<]*</p>\s*<details(.*?)</details>', html, re.DOTALL)
    assert found
    assert '<p lang="en" dir="ltr">A sample sentence that matters.</p>' in found[1]
    assert html.count("<details") == 1  # and beneath no other paragraph


def test_a_checked_translation_stands_by_itself(network):
    assert "matters" not in shown(network, review="reviewed")


def test_the_source_itself_is_not_repeated(network):
    assert shown(network, "en").count("matters") == 1


def test_without_its_like_in_the_source_nothing_stands_beneath(network):
    (article,) = network.articles
    body = article.texts["ar"].body
    once_more = replace(body, html=body.html + '<p class="critical">مرة أخرى.</p>')
    assert "matters" not in shown(network, body=once_more)


def fact(place, **changes):
    values = {
        "id": "rule",
        "place": place,
        "kind": "care",
        "sources": (
            QuotedSource(
                title="What to know",
                publisher="Office of Samples",
                url="https://office.example.org/care",
                year=2026,
                quote="No papers.",
            ),
        ),
        "checked": date(2026, 11, 1),
        "expires": date(2027, 10, 31),
        "text": {"en": f"No papers in {place}.", "ar": f"لا أوراق في {place}."},
    }
    return Fact(**{**values, **changes})


def quoting(network, which, *facts, **changes):
    """The same article, which quotes facts in both languages."""
    (article,) = network.articles
    texts = {
        code: replace(text, body=parse(f"Before.\n\n::facts {which}\n\nAfter.")[0], **changes)
        for code, text in article.texts.items()
    }
    return replace(network, facts=facts, articles=(replace(article, texts=texts),))


def test_facts_of_a_kind_stand_by_the_names_of_their_countries(network):
    facts = (fact("de"), fact("fr"), fact("at"), fact("de", id="other"), fact("worldwide"))
    html = shown_of(quoting(network, "care", *facts), "en")
    assert re.findall(r'<p class="statements__place">(.*?)</p>', html) == [
        *("Austria", "France", "Germany")
    ]
    assert html.index("Before.") < html.index("<details") < html.index("After.")
    assert html.count("No papers in de.") == 2  # beneath one name
    assert "worldwide" not in html


def test_one_fact_stands_in_the_text_with_its_source_and_its_day(network):
    html = shown_of(quoting(network, "de/rule", fact("de"), fact("fr")), "en")
    assert "No papers in de." in html
    assert "No papers in fr." not in html
    assert "<details" not in html
    assert '<a href="https://office.example.org/care"' in html
    assert '<time datetime="2026-11-01">' in html
    assert 'data-since="2026-11-01" data-until="2027-10-31" hidden' in html


def test_beneath_a_fact_stands_its_source_until_the_article_is_checked(network):
    draft = shown_of(quoting(network, "de/rule", fact("de")), "ar")
    assert '<p lang="en" dir="ltr">No papers in de.</p>' in draft
    checked = shown_of(quoting(network, "de/rule", fact("de"), review="reviewed"), "ar")
    assert "لا أوراق في de." in checked
    assert "No papers" not in checked


def test_a_fact_in_another_language_than_the_page_says_so(network):
    html = shown_of(quoting(network, "de/rule", fact("de", text={"en": "No papers."})), "ar")
    assert '<span lang="en" dir="ltr">No papers.</span>' in html
    assert html.count("No papers.") == 1


def test_facts_keep_their_language_within_an_article_in_another(network):
    quoted = quoting(network, "de/rule", fact("de"))
    (article,) = quoted.articles
    english = replace(article, texts={"en": article.texts["en"]})
    html = shown_of(replace(quoted, articles=(english,)), "ar")
    assert '<div class="statements" lang="ar" dir="rtl">' in html
    assert "لا أوراق في de." in html
