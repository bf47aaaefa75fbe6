"""Search on the phone: without a server, the same as with one; and nothing typed is sent."""

import re

import pytest
from playwright.sync_api import expect

from pwa.locales import LANGUAGE_CODES
from tests.conftest import EVERYTHING
from tests.support.browsing import open_and_keep, stop_workers, stored
from tests.support.queries import FIRST, first_found, queries
from tests.support.server import RecordingServer, free_port

LINKS = """(links) => links.map(({ pathname, hash }) => pathname.slice(4) + hash)"""


def search_for(page, query):
    page.get_by_role("searchbox").fill(query)
    page.locator(".search button").click()
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"\d"))


def found(page):
    return page.locator("[data-own] a, [data-foreign] a").evaluate_all(LINKS)


@pytest.mark.parametrize("language", LANGUAGE_CODES if EVERYTHING else ["ar", "ja", "tr"])
def test_without_a_server_the_first_five_are_the_same(page, server, language):
    asked = [it["query"] for it in queries(language)[:: 1 if EVERYTHING else 4]]
    expected = [first_found(server, language, query) for query in asked]
    open_and_keep(page, f"{server.url}/{language}/")
    server.kill()
    stop_workers(page)
    for query, addresses in zip(asked, expected, strict=True):
        page.goto(f"{server.url}/{language}/search/")
        search_for(page, query)
        assert found(page)[:FIRST] == addresses, query


def test_words_typed_are_not_sent_even_where_nothing_is_kept(page, asking):
    content, editions = asking
    with RecordingServer(content, editions, free_port()) as server:
        page.goto(f"{server.url}/en/articles/mutual-aid/")
        search_for(page, "lonely")
        assert page.url == f"{server.url}/en/search/#q=lonely"
        expect(page.locator("mark").first).to_have_text(re.compile("lonely", re.IGNORECASE))
        assert stored(page)["caches"] == 0
        asked = server.asked()
    assert "/en/search/" in asked
    assert not [path for path in asked if "lonely" in path]


def test_the_words_of_all_pages_are_kept_with_them_and_go_with_them(page, server):
    """The second query, and the next visit, need not read every page again."""
    kept = """async () => (await (await caches.open("pages")).keys())
        .filter(({ url }) => url.endsWith("/search.json")).length"""
    open_and_keep(page, f"{server.url}/en/search/")
    search_for(page, "undetectable")
    assert page.evaluate(kept) == 1
    page.goto(f"{server.url}/en/forget/")
    page.get_by_role("button", name="Remove everything now").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("."))).to_be_visible()
    assert page.evaluate("caches.keys()") == []


def test_how_many_fit_is_announced_and_the_words_stay_in_the_address(page, server):
    open_and_keep(page, f"{server.url}/en/search/")
    search_for(page, "clinic doctor")
    expect(page.get_by_role("status").filter(has_text="pages fit.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("clinic doctor")
    expect(page.locator("[data-count]")).to_have_text(re.compile("pages fit."))
    search_for(page, "zzzz")
    expect(page.get_by_role("link", name="What to do now").first).to_be_visible()
