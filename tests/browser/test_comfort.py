"""Text size, line width, theme and calm: kept on the device, there before the first paint."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import open_and_keep

SIZE = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
PAPER = "getComputedStyle(document.querySelector('html')).backgroundColor"


def choose(page, server, label):
    # The line about what is kept moves what stands below it, once.
    open_and_keep(page, f"{server.url}/en/accessibility/")
    page.get_by_label(label, exact=True).check()
    page.goto(f"{server.url}/en/now/")


def test_the_chosen_text_size_holds_on_the_next_page(page, server):
    page.goto(f"{server.url}/en/now/")
    before = page.evaluate(SIZE)
    choose(page, server, "very large")
    assert page.evaluate(SIZE) == pytest.approx(before * 1.5, rel=0.01)


@pytest.mark.parametrize("label", ["light", "dark"])
def test_the_chosen_colours_win_over_the_phones(page, server, label):
    page.emulate_media(color_scheme="dark" if label == "light" else "light")
    choose(page, server, label)
    paper = page.evaluate(PAPER)
    page.emulate_media(color_scheme=label)
    page.evaluate("delete document.documentElement.dataset.theme")
    assert page.evaluate(PAPER) == paper


def test_calm_shows_words_without_icons(page, server):
    choose(page, server, "text only")
    expect(page.locator(".icon").first).to_be_hidden()


def test_the_choice_stands_before_the_first_paint(page, server):
    """`early.js` is no module: it runs before anything is shown."""
    choose(page, server, "narrow")
    script = page.locator("head script").first
    assert script.get_attribute("type") is None
    assert "early" in script.get_attribute("src")
    expect(page.locator("html")).to_have_attribute("data-width", "narrow")


def test_the_form_shows_what_was_chosen_and_takes_it_back(page, server):
    choose(page, server, "large")
    page.goto(f"{server.url}/en/accessibility/")
    expect(page.get_by_label("large", exact=True)).to_be_checked()
    page.get_by_label("as usual").first.check()
    assert page.evaluate("localStorage.length") == 0


def test_without_javascript_the_form_stays_away(new_context, server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/en/accessibility/")
    expect(page.locator(".comfort")).to_be_hidden()
