"""Leaving at once, and forgetting everything (C5, C20 to C23)."""

import contextlib
import re

import pytest
from playwright.sync_api import Error, expect

from tests.support.browsing import NOTHING, open_and_keep, stored

ELSEWHERE = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


@pytest.fixture
def elsewhere(context):
    """The page the exit leads to; no test leaves the machine."""
    fulfil = {"body": ELSEWHERE, "content_type": "text/html"}
    context.route("https://*.wikipedia.org/**", lambda route: route.fulfill(**fulfil))


def walk(page, server, language):
    for path in ("", "safety/", "articles/mutual-aid/"):
        page.goto(f"{server.url}/{language}/{path}")


def back(page):
    # Where it leads, and whether anywhere, is the question; every step is bounded in time.
    with contextlib.suppress(Error):
        page.go_back(timeout=1_500, wait_until="commit")


def nothing_of_ours(page, name="Tadamun"):
    expect(page).not_to_have_title(re.compile(name))
    expect(page.locator("body")).not_to_contain_text(name)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_after_the_exit_back_shows_nothing_of_ours(page, server, elsewhere, language):
    walk(page, server, language)
    page.locator("[data-exit]").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    for _ in range(5):
        back(page)
        nothing_of_ours(page)


def test_in_a_window_of_its_own_the_exit_stays_inside(
    browser_type, browser_type_launch_args, server, tmp_path
):
    """C5 e: another site would open as a sheet above the app; also without a server."""
    options = {**browser_type_launch_args}
    options["args"] = [*options.get("args", []), f"--app={server.url}/en/"]
    with browser_type.launch_persistent_context(tmp_path, **options) as context:
        page = context.pages[0]
        expect(page.locator("html")).to_have_attribute("data-offline", "saved", timeout=30_000)
        server.kill()
        page.locator("[data-exit]").click()
        expect(page).to_have_url(f"{server.url}/en/neutral/")
        nothing_of_ours(page)
        back(page)
        nothing_of_ours(page)


def test_the_exit_is_a_link_without_javascript(new_context, server):
    context = new_context(java_script_enabled=False)
    fulfil = {"body": ELSEWHERE, "content_type": "text/html"}
    context.route("https://*.wikipedia.org/**", lambda route: route.fulfill(**fulfil))
    page = context.new_page()
    page.goto(f"{server.url}/en/now/")
    page.get_by_role("link", name="Leave").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()


def test_the_neutral_page_says_nothing_of_us(page, server):
    page.goto(f"{server.url}/en/neutral/")
    nothing_of_ours(page)
    expect(page.locator("link[rel=manifest]")).to_have_count(0)


@pytest.mark.parametrize("network", ["there", "gone"])
def test_forgetting_leaves_nothing_and_says_so(page, server, network):
    """T14, C20: also without a network."""
    page.goto(f"{server.url}/en/accessibility/")
    page.get_by_label("dark").check()
    open_and_keep(page, f"{server.url}/en/forget/")
    if network == "gone":
        server.kill()
    page.locator("[data-forget]").click()
    expect(page.locator("[data-result]")).to_contain_text("Everything is removed.")
    assert stored(page) == NOTHING
    assert page.context.cookies() == []


def test_nothing_is_kept_again_in_the_tab_that_forgot(page, server):
    open_and_keep(page, f"{server.url}/en/forget/")
    page.locator("[data-forget]").click()
    expect(page.locator("[data-result]")).to_contain_text("Everything is removed.")
    page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    assert stored(page) == NOTHING


def test_forgetting_works_without_javascript(context, page, server):
    """C22: the server asks the browser to clear what it holds."""
    open_and_keep(page, f"{server.url}/en/forget/")
    page.evaluate("document.querySelector('form[method=post]').submit()")  # past our script
    expect(page.locator("main .notice").first).to_contain_text("Everything is removed.")
    page.goto(f"{server.url}/en/neutral/")
    assert stored(page) == NOTHING


def test_what_stays_is_said_with_the_way_to_remove_it(page, server):
    """C23."""
    page.goto(f"{server.url}/en/forget/")
    for remnant in ("History", "icon", "Calls", "Downloads"):
        expect(page.locator("main")).to_contain_text(remnant)
