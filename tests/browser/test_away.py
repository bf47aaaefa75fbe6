"""Without a network: said once, with the languages that are here, never in a foreign one."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import open_and_keep, stop_workers

AWAY = "No network. These pages are the copy of"


def test_being_away_is_announced_once_with_the_date_of_the_copy(page, server):
    """A58: from failed fetches; on the pages after it, it is there but not spoken again."""
    open_and_keep(page, f"{server.url}/en/")
    server.kill()
    page.goto(f"{server.url}/en/now/")
    line = page.locator(".keeping__status")
    expect(line).to_contain_text(AWAY)
    expect(line).to_have_role("status")
    page.goto(f"{server.url}/en/about/")
    expect(line).to_contain_text(AWAY)
    assert line.get_attribute("role") is None
    server.start()
    page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    expect(line).to_have_text("")


def test_languages_that_are_not_here_are_marked(page, server):
    open_and_keep(page, f"{server.url}/en/")
    open_and_keep(page, f"{server.url}/ar/")
    server.kill()
    page.goto(f"{server.url}/en/now/")
    languages = page.locator("#languages")
    expect(languages.get_by_role("listitem").filter(has_text="Deutsch")).to_contain_text(
        "not on this phone"
    )
    expect(languages.get_by_role("listitem").filter(has_text="العربية")).not_to_contain_text(
        "not on this phone"
    )


def test_a_language_that_is_not_here_is_answered_by_those_that_are(page, server):
    open_and_keep(page, f"{server.url}/ar/")
    open_and_keep(page, f"{server.url}/en/")
    page.goto(f"{server.url}/en/now/")
    server.kill()
    stop_workers(page)
    page.goto(f"{server.url}/pt/about/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this phone")
    main = page.get_by_role("main")
    expect(main).to_contain_text("The language you asked for is not on this phone.")
    links = main.locator("[data-kept]:visible a")
    expect(links).to_have_text(["English", "العربية"])  # the one read last comes first
    links.last.click()
    expect(page).to_have_url(f"{server.url}/ar/about/")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("years", [1, 3, -56])
def test_a_wrong_clock_never_makes_a_copy_look_fresh(new_context, server, years):
    """The day of the copy is not said where the clock cannot be right."""
    context = new_context()
    page = context.new_page()
    open_and_keep(page, f"{server.url}/en/")
    context.add_init_script(
        f"""const real = Date.now;
        Date.now = () => real() + {years} * 365.25 * 86_400_000;"""
    )
    page.goto(f"{server.url}/en/saved/")
    row = page.locator("[data-row=en]")
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone")
    compared = row.locator("[data-compared]")
    if years < 0:
        expect(compared).to_be_hidden()
    else:
        expect(compared).to_be_visible()
    server.kill()
    page.goto(f"{server.url}/en/now/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do now")
    page.goto(f"{server.url}/en/about/")
    expect(page.locator("html")).to_have_attribute("data-offline", "saved")
