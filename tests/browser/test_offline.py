"""The promise of the whole app: what was kept opens without the server, byte for byte."""

import pytest
from playwright.sync_api import expect

from pwa.headers import page_headers
from pwa.locales import LANGUAGE_CODES, LOCALES
from tests.conftest import EVERYTHING
from tests.support.browsing import NOTHING, Faults, open_and_keep, stop_workers, stored
from tests.support.server import RecordingServer, free_port
from tests.support.sites import frozen_pages


@pytest.mark.parametrize("language", LANGUAGE_CODES if EVERYTHING else ["ar", "en"])
def test_every_page_opens_with_the_servers_bytes_after_it_died(
    context, page, server, site, language
):
    """T2, B31: bodies and security headers, with the worker asleep before."""
    sent = {url: server.get(url) for url in frozen_pages(site, language)}
    open_and_keep(page, f"{server.url}/{language}/")
    server.kill()
    stop_workers(page)
    faults = Faults(context, page)
    locale = LOCALES[language]
    for url, answer in sent.items():
        response = page.goto(server.url + url)
        assert response.body() == answer.body, url
        for name in page_headers(https=False):
            assert response.headers[name.lower()] == answer.headers[name], (url, name)
        root = page.locator("html")
        expect(root).to_have_attribute("lang", locale.tag)
        expect(root).to_have_attribute("dir", locale.direction)
    assert faults.found == []


def test_pages_are_styled_after_the_server_died(page, server):
    open_and_keep(page, f"{server.url}/en/")
    rules = "document.styleSheets[0].cssRules.length"
    online = page.evaluate(rules)
    server.kill()
    stop_workers(page)
    page.goto(f"{server.url}/en/now/")
    assert page.evaluate(rules) == online > 10


def test_the_app_starts_from_the_icon_in_the_language_read_last(page, server):
    open_and_keep(page, f"{server.url}/en/")
    open_and_keep(page, f"{server.url}/ar/")
    server.kill()
    stop_workers(page)
    page.goto(f"{server.url}/")
    assert page.url == f"{server.url}/ar/"


@pytest.mark.parametrize("kept", ["/en/now/?fbclid=1", "/en/now/?wait", "/en/now?x=1", "/en/now"])
def test_saved_pages_answer_with_any_query_and_without_the_slash(page, server, kept):
    open_and_keep(page, f"{server.url}/en/")
    server.kill()
    page.goto(server.url + kept)
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do now")
    assert ("?" in kept) == ("?" in page.url)


def test_a_page_that_was_not_kept_says_so_and_offers_to_wait(page, server):
    open_and_keep(page, f"{server.url}/en/")
    server.kill()
    page.goto(f"{server.url}/en/articles/unheard-of/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this phone")
    waiting = page.locator("main a").first
    expect(waiting).to_have_text("Keep waiting for it")
    waiting.click()
    assert page.url == f"{server.url}/en/articles/unheard-of/?wait"


def test_saved_pages_are_read_without_a_word_to_the_server(
    browser_type, browser_type_launch_args, every_language, editions, tmp_path
):
    """After a restart of the browser Chromium would ask for the page beside the cold worker."""
    server = RecordingServer(every_language / "content", editions, free_port())
    profile = tmp_path / "profile"

    def browser():
        return browser_type.launch_persistent_context(profile, **browser_type_launch_args)

    with server, browser() as context:
        open_and_keep(context.pages[0], f"{server.url}/ar/")
    with browser() as context:
        page = context.pages[0]
        page.goto(f"{server.url}/")
        expect(page.locator(".top__name")).to_have_text("Tadamun")
        assert page.url == f"{server.url}/ar/"
    with server, browser() as context:
        page = context.pages[0]
        page.goto(f"{server.url}/ar/articles/mutual-aid/")
        expect(page.locator("html")).to_have_attribute("data-offline", "saved")
        page.wait_for_load_state("networkidle")
        asked = server.asked()
    assert asked, "the page should still ask for the manifest"
    assert {path for path in asked if not path.startswith("/offline/")} <= {"/sw.js"}


def test_a_reader_can_take_everything_off_the_phone_again(page, server):
    open_and_keep(page, f"{server.url}/en/")
    page.get_by_role("button", name="Not on this phone").click()
    expect(page.locator("html")).to_have_attribute("data-offline", "none")
    page.goto(f"{server.url}/en/about/")
    page.wait_for_load_state("networkidle")
    assert stored(page) == NOTHING
