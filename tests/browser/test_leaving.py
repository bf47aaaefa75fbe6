"""Leaving at once, and forgetting everything (C5, C20 to C23)."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.support.browsing import NOTHING, open_and_keep, stop_workers, stored

ELSEWHERE = {
    "body": "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>",
    "content_type": "text/html",
}
ELSEWHERE_ADDRESS = "https://*.wikipedia.org/**"


@pytest.fixture
def elsewhere(context):
    """The page the exit leads to; no test leaves the machine."""
    context.route(ELSEWHERE_ADDRESS, lambda route: route.fulfill(**ELSEWHERE))


def walk(page, server, language):
    for path in ("", "safety/", "articles/mutual-aid/"):
        page.goto(f"{server.url}/{language}/{path}")


def back(page):
    """Press Back; nothing happens where there is nothing before."""
    # Playwright's own go_back waits for a page that replaces itself before it is there.
    session = page.context.new_cdp_session(page)
    history = session.send("Page.getNavigationHistory")
    if history["currentIndex"] > 0:
        before = history["entries"][history["currentIndex"] - 1]
        session.send("Page.navigateToHistoryEntry", {"entryId": before["id"]})
    session.detach()


def nothing_of_ours(page, name="Tadamun"):
    expect(page).to_have_url(re.compile("/neutral/$|^about:blank$|wikipedia"))
    expect(page).not_to_have_title(re.compile(name))
    expect(page.locator("body")).not_to_contain_text(name)


@pytest.fixture
def window(browser_type, browser_type_launch_args, tmp_path):
    """Open a page in a tab, or in a window of its own as from an icon."""
    contexts = []

    def open_window(kind, url):
        options = {**browser_type_launch_args}
        if kind == "app":
            options["args"] = [*options.get("args", []), f"--app={url}"]
        context = browser_type.launch_persistent_context(tmp_path, **options)
        contexts.append(context)
        context.route(ELSEWHERE_ADDRESS, lambda route: route.fulfill(**ELSEWHERE))
        if kind == "tab":
            context.pages[0].goto(url)
        return context.pages[0]

    yield open_window
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("network", ["there", "gone"])
@pytest.mark.parametrize("kind", ["tab", "app"])
def test_after_the_exit_back_shows_nothing_of_ours(window, server, kind, network, language):
    """C5 b, d, e, l: Back five times; another site would open as a sheet above an app."""
    page = window(kind, f"{server.url}/{language}/")
    expect(page.locator("html")).to_have_attribute("data-offline", "saved", timeout=30_000)
    walk(page, server, language)
    if network == "gone":
        server.kill()
        page.context.set_offline(True)
    page.locator("[data-exit]").click()
    if kind == "app" or network == "gone":
        expect(page).to_have_url(f"{server.url}/{language}/neutral/")
    else:
        expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    for _ in range(5):
        nothing_of_ours(page)
        back(page)
    nothing_of_ours(page)


def test_a_new_tab_opens_everything_as_before(context, page, server, elsewhere):
    walk(page, server, "en")
    page.locator("[data-exit]").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    other = context.new_page()
    other.goto(f"{server.url}/en/now/")
    expect(other.get_by_role("heading", level=1)).to_have_text("What to do now")


@pytest.mark.parametrize("size", [(360, 740), (320, 256), (640, 360), (1280, 800)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_exit_stays_in_sight_and_hides_no_focus(new_context, server, language, size):
    """C5 f, g, A29: 44 px, at the top wherever the page is scrolled, never above the focus."""
    width, height = size
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"{server.url}/{language}/articles/mutual-aid/")
    box = page.locator("[data-exit]").bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(page.locator("[data-exit]")).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    hidden = []
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if page.evaluate(COVERED):
            hidden.append(page.evaluate("document.activeElement.outerHTML"))
    assert hidden == []


COVERED = """() => {
    const at = document.activeElement;
    if (at.closest(".exit, .navigation, .skip-link")) return false;
    const own = at.getBoundingClientRect();
    return [...document.querySelectorAll(".exit, .navigation")].some((bar) => {
        if (getComputedStyle(bar).position === "static") return false;
        const box = bar.getBoundingClientRect();
        return own.left < box.right && box.left < own.right
            && own.top < box.bottom && box.top < own.bottom;
    });
}"""


def test_the_exit_is_not_printed(page, server):
    """C5 h."""
    page.goto(f"{server.url}/en/now/")
    page.emulate_media(media="print")
    expect(page.locator("[data-exit]")).to_be_hidden()


def test_the_exit_is_a_link_without_javascript(new_context, server):
    context = new_context(java_script_enabled=False)
    context.route(ELSEWHERE_ADDRESS, lambda route: route.fulfill(**ELSEWHERE))
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
    session = page.context.new_cdp_session(page)
    assert session.send("Storage.getCookies")["cookies"] == []
    # The browser takes the bytes off the disk when no page and no worker holds them any more.
    page.goto("about:blank")
    stop_workers(page)
    used = [1]
    deadline = time.monotonic() + 20
    while used and time.monotonic() < deadline:
        usage = session.send("Storage.getUsageAndQuota", {"origin": server.url})
        used = [kind for kind in usage["usageBreakdown"] if kind["usage"]]
    assert used == []


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
