"""Pages as Flask renders them, for networks of any shape."""

import dataclasses
import re
from datetime import date

import pytest

from pwa.content.network import Channel, Contact
from pwa.content.search import found_on
from pwa.web import pages
from tests.support.rendering import client_for, main, text


@pytest.fixture(scope="module")
def client(starter):
    return client_for(starter)


def changed(network, **settings):
    return dataclasses.replace(network, settings=dataclasses.replace(network.settings, **settings))


def test_an_article_has_all_its_parts(client):
    html = text(client, "/en/articles/mutual-aid/")
    for part in (
        "In short",
        "minutes to read",
        "written on",
        "On this page",
        "Questions and answers",
        "Sources",
        "Help near this topic",
        'href="/en/contact/"',
        'action="/en/search/"',
        'href="/ar/articles/mutual-aid/"',
    ):
        assert part in html, part


def test_the_tab_shows_the_discreet_title_and_the_page_the_full_one(client):
    """C12."""
    html = text(client, "/en/articles/mutual-aid/")
    assert "<title>People helping people · Tadamun</title>" in html
    assert re.search(r"<h1>Mutual aid, resilience and identity</h1>", html)


def test_a_translation_says_what_it_was_translated_from(client):
    assert "ترجم" in text(client, "/ar/articles/mutual-aid/")


def test_an_untranslated_article_is_shown_in_its_source_language_and_says_so(starter):
    """A36, D24."""
    articles = tuple(
        dataclasses.replace(article, texts={"en": article.texts["en"]})
        for article in starter.articles
    )
    client = client_for(dataclasses.replace(starter, articles=articles))
    html = text(client, "/ar/articles/mutual-aid/")
    assert '<div class="prose" lang="en" dir="ltr">' in html
    english = text(client, "/en/articles/mutual-aid/")
    assert english.count("not translated yet") == 11


def test_an_outdated_translation_says_so(starter):
    article = starter.article("mutual-aid")
    texts = {**article.texts, "ar": dataclasses.replace(article.texts["ar"], source_hash="0" * 64)}
    others = [item for item in starter.articles if item.slug != "mutual-aid"]
    old = dataclasses.replace(article, texts=texts)
    client = client_for(dataclasses.replace(starter, articles=(old, *others)))
    notices = main(text(client, "/ar/articles/mutual-aid/")).count("notice--caution")
    assert notices == 1
    assert main(text(client_for(starter), "/ar/articles/mutual-aid/")).count("--caution") == 0


def test_a_number_stays_in_its_order_inside_arabic(client):
    """A71."""
    html = text(client, "/ar/resources/peer-lifeline/")
    assert '<bdi dir="ltr">(877) 565-8860</bdi>' in html
    assert 'href="tel:+18775658860"' in html


def test_short_numbers_link_as_printed(client):
    """A90, C73."""
    assert 'href="tel:112"' in text(client, "/en/resources/emergency-europe/")


def test_what_is_known_of_the_police_stands_before_the_call_button(client, starter):
    for service in starter.services:
        html = main(text(client, f"/en/resources/{service.id}/"))
        said = re.search(r"(whether they call|may call|do not call) the police", html)
        assert said
        channel = html.find("button--call")
        assert channel == -1 or said.start() < channel


def test_links_to_other_sites_tell_them_nothing(client, starter):
    """C32."""
    for url in ("/en/articles/peer-support/", "/en/resources/peer-lifeline/"):
        for link in re.findall(r'<a [^>]*href="https://[^>]*>', text(client, url)):
            assert 'rel="noreferrer noopener' in link


def test_a_service_that_nobody_called_says_so(client):
    html = text(client, "/en/resources/peer-lifeline/")
    assert "Nobody here has called." in html


def test_now_is_useful_with_nothing_listed(starter):
    client = client_for(dataclasses.replace(starter, services=()))
    html = main(text(client, "/en/now/"))
    assert "emergency number" in html
    assert html.count("<li>") >= 8


def test_empty_lists_say_what_else_helps(starter):
    client = client_for(dataclasses.replace(starter, services=()))
    for url in ("/en/help/food/", "/en/resources/"):
        assert 'href="/en/now/"' in main(text(client, url))


def test_contact_says_that_it_is_unset_and_leads_to_help_lines(client):
    html = main(text(client, "/en/contact/"))
    assert "has not published" in html
    assert 'href="/en/now/"' in html


def test_contact_says_who_reads_and_when_an_answer_comes(starter):
    contact = Contact(
        channels=(Channel(kind="email", value="post@example.org"),),
        readers={"en": "two volunteers"},
        languages=("en",),
        days_to_answer=3,
    )
    html = main(text(client_for(changed(starter, contact=contact)), "/en/contact/"))
    assert "two volunteers" in html
    assert "within 3 days" in html
    assert 'href="mailto:post@example.org"' in html


def test_help_by_place_lists_its_own_services_before_worldwide_ones(client):
    html = main(text(client, "/en/help/talk/us/"))
    assert "United States" in html
    assert html.find("/resources/peer-lifeline/") < html.find("/resources/helpline-directory/")


@pytest.mark.parametrize(
    "url", ["/en/help/none/", "/en/help/talk/zz/", "/en/topics/none/", "/xx/", "/en/resources/no/"]
)
def test_unknown_addresses_are_not_found(client, url):
    assert "There is no such page" in text(client, url, 404)


def test_pages_are_listed_by_search_engines_only_where_the_network_wants_it(starter):
    """D23, F3."""
    assert "noindex" in text(client_for(starter), "/en/")
    public = changed(starter, indexing=True, base_url="https://example.org")
    html = text(client_for(public), "/en/now/")
    assert "noindex" not in html
    assert '<link rel="canonical" href="https://example.org/en/now/">' in html
    assert 'hreflang="ar" href="https://example.org/ar/now/"' in html


def test_no_page_names_another_host_but_in_links(client, starter):
    """C30."""
    for url in ("/en/", "/ar/articles/mutual-aid/", "/en/resources/peer-lifeline/"):
        loaded = re.findall(r'(?:src|srcset|action)="([^"]*)"', text(client, url))
        loaded += re.findall(r'<link [^>]*href="([^"]*)"', text(client, url))
        assert all(address.startswith("/") for address in loaded)


def test_a_broken_page_says_so_in_the_readers_language(starter, monkeypatch, caplog):
    client = client_for(starter)
    monkeypatch.setattr(pages, "NEEDS", 7)
    assert "Something went wrong here" in text(client, "/en/", 500)
    assert "TypeError" in caplog.text


def test_a_withdrawn_page_is_gone_and_says_so_in_each_language(starter):
    client = client_for(changed(starter, withdrawn=("articles/gone/",)))
    texts = {"en": "This page was withdrawn", "ar": "سُحبت هذه الصفحة"}
    for code, other in (("en", "ar"), ("ar", "en")):
        answer = client.get(f"/{code}/articles/gone/")
        assert answer.status_code == 410
        assert texts[code] in answer.text
        assert f'href="/{other}/articles/gone/"' in answer.text
    assert client.get("/en/articles/never/").status_code == 404


def test_an_article_shows_a_few_services_and_leads_to_all(client, starter):
    html = text(client, "/en/articles/mutual-aid/")
    (topic,) = [topic for topic in starter.topics if topic.id == "resilience"]
    near = html.partition('id="near-title"')[2]
    assert 1 <= near.count('<li class="card">') <= 3
    assert [need for need in topic.needs if f'href="/en/help/{need}/"' in near] == [*topic.needs]


def test_home_shows_the_newest_articles(starter):
    first, *rest = starter.articles
    newer = dataclasses.replace(first.texts["en"], published=date(2999, 1, 1))
    last = dataclasses.replace(first, slug="last", texts={**first.texts, "en": newer})
    network = dataclasses.replace(starter, articles=(first, *rest, last))
    assert [item.slug for item in network.newest_articles(2)] == ["last", first.slug]


def test_a_directory_without_services_says_so_and_offers_no_filters(starter):
    html = main(text(client_for(dataclasses.replace(starter, services=())), "/en/resources/"))
    assert "No service is listed here yet." in html
    assert 'href="/en/now/"' in html
    assert "<form" not in html


def test_an_example_on_the_board_is_no_offer(starter):
    """It says so before its words, is answered by nobody, and no search finds it."""
    examples = tuple(it for it in starter.board if it.example)
    network = dataclasses.replace(starter, board=examples)
    html = main(text(client_for(network), "/en/board/"))
    cards = [card.partition("</li>")[0] for card in html.split('<li class="card"')[1:]]
    assert len(cards) == len(examples) > 0
    for card in cards:
        said = card.index("nobody offers or looks for this")
        assert card.index("Example: ") < said < card.index("until ")
        assert "contact/" not in card
    assert not [found for found in found_on("board/", html, "en") if "#" in found.address]


def test_a_list_of_help_says_when_nobody_speaks_the_readers_language(starter):
    services = tuple(
        dataclasses.replace(it, languages=("en",)) for it in starter.services_for("talk")
    )
    client = client_for(dataclasses.replace(starter, services=services))
    said = "None of these services says that it answers in the language of this page."
    assert said not in text(client, "/en/help/talk/")
    assert "Żadna z tych usług nie podaje" in text(client, "/pl/help/talk/")
    mute = tuple(dataclasses.replace(it, languages=()) for it in services)
    client = client_for(dataclasses.replace(starter, services=mute))
    assert said in text(client, "/en/help/talk/")
    assert said not in text(client, "/en/help/food/"), "where none is listed, that is said instead"
