"""Finding help: the filters, on the server and on the phone, and what a service's page says."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from pwa.locales import LANGUAGE_CODES
from tests.support.browsing import open_and_keep, stop_workers
from tests.support.server import Server, free_port
from tests.support.sites import frozen_pages

STATES = [
    "need=talk",
    "place=de",
    "place=us&free=1",
    "language=es&way=call",
    "need=talk&open=1",
    "kind=charity&need=shelter",
    "need=food&place=us&way=visit",
    "anonymous=1&no-id=1",
    "place=atlantis&need=nonsense",
]
CARDS = "[data-list] .card__title a"


@pytest.fixture
def few(two_languages):
    """A server of the eight services whose numbers these tests know."""
    content, editions = two_languages / "content", two_languages / "editions"
    with Server(content, editions, free_port()) as running:
        yield running


class Found(HTMLParser):
    """The services that a page lists, and what it offers where there is none."""

    def __init__(self, html):
        super().__init__()
        self.services, self.offers, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "ul":
            self.open.append(next((name for name in attributes if name.startswith("data-")), ""))
        if tag == "a" and self.open:
            kept = {"data-list": self.services, "data-without": self.offers}.get(self.open[-1], [])
            kept.append(attributes["href"])

    def handle_endtag(self, tag):
        if tag == "ul":
            self.open.pop()


@pytest.mark.parametrize("state", STATES)
def test_the_phone_lists_what_the_server_lists(page, server, state):
    """A53: what stands in the address is all there is to a list."""
    url = f"{server.url}/en/resources/?{state}"
    with urlopen(url) as answer:
        found = Found(answer.read().decode())
    page.goto(url)
    expect(page.locator("html")).to_have_attribute("data-scripts", "on")
    hrefs = [link.get_attribute("href") for link in page.locator(CARDS).all()]
    assert hrefs == found.services
    offers = [link.get_attribute("href") for link in page.locator("[data-without] a").all()]
    assert offers == found.offers
    assert bool(found.services) == page.locator("[data-nothing]").is_hidden()


def test_without_scripts_the_form_asks_the_server(new_context, few):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{few.url}/en/resources/")
    page.locator("summary").first.click()
    page.get_by_label("Need", exact=True).select_option("Someone to talk to")
    page.get_by_label("Free", exact=True).check()
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/en/resources/?need=talk&place=&language=&kind=&admits=&way=&free=1")
    expect(page.get_by_role("status").filter(has_text="fit")).to_have_text("3 services fit.")
    expect(page.locator(CARDS)).to_have_count(3)
    assert page.get_by_label("Need", exact=True).input_value() == "talk"


@pytest.mark.parametrize(
    ("language", "count"), [("en", "1 service fits."), ("ar", "خدمة واحدة مطابقة.")]
)
def test_help_is_found_by_keyboard_alone(page, few, language, count):
    """Choose filters, hear the count, open a service, hear what happens, reach its number."""
    page.goto(f"{few.url}/{language}/resources/")
    expect(page.locator("html")).to_have_attribute("data-scripts", "on")
    page.locator("#all-title + details summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "need"
    page.keyboard.press("End")  # the last need: someone to talk to
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.locator("select[name=language]").select_option("es")
    expect(page.locator("[data-count]")).to_have_text(count)
    assert page.locator("[data-count]").get_attribute("role") == "status"
    assert "language=es" in page.url
    assert "need=talk" in page.url
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({CARDS!r})"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/peer-lifeline/")
    order = page.evaluate("""() => [...document.querySelectorAll(
        "main h1, main h2, main .notice:not([hidden]), main .button--call")].map(
        (element) => element.matches("h1, h2") ? "heading" : element.tagName)""")
    call = order.index("A")
    assert order[:call].count("heading") <= 3
    assert "P" in order[:call], "what happens stands before the number"


def test_the_filters_work_with_no_server_at_all(page, few):
    open_and_keep(page, f"{few.url}/en/")
    few.kill()
    stop_workers(page)
    page.goto(f"{few.url}/en/resources/?need=talk")
    expect(page.locator("[data-count]")).to_have_text("3 services fit.")
    page.locator("select[name=place]").select_option("us")
    expect(page.locator("[data-count]")).to_have_text("2 services fit.")
    assert page.url.endswith("?need=talk&place=us")
    page.reload()
    expect(page.locator("[data-count]")).to_have_text("2 services fit.")
    few.start()


def test_where_nothing_fits_the_nearest_is_offered(page, few):
    page.goto(f"{few.url}/en/resources/?need=food&place=us&way=visit")
    nothing = page.locator("[data-nothing]")
    expect(nothing).to_be_visible()
    expect(nothing.get_by_role("link", name="What to do now")).to_be_visible()
    nothing.get_by_role("link", name="Without “in person”: 1 service").click()
    expect(page.locator(CARDS)).to_have_count(1)


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (0.1, None),
        (0.4, "more than three months"),
        (1, "more than half a year"),
        (3, "more than half a year"),
        (-56, "clock of this phone"),
    ],
)
def test_the_age_of_a_check_is_told_by_this_phones_clock(page, server, starter, years, words):
    """C-8: also offline, where nobody can be asked; and never as fresh by a wrong clock."""
    service = starter.service("peer-lifeline")
    open_and_keep(page, f"{server.url}/en/")
    server.kill()
    page.clock.set_fixed_time(str(service.read_date + timedelta(365 * years)))
    page.goto(f"{server.url}/en/resources/peer-lifeline/")
    notice = page.locator("[data-module=age]")
    expect(page.locator("html")).to_have_attribute("data-scripts", "on")
    if words:
        expect(notice).to_contain_text(words)
    else:
        expect(notice).to_be_hidden()
    server.start()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-26T19:00:00Z", "Open now, until Thursday 6:00"),
        ("2026-11-27T03:00:00Z", "Closed now. Opens: Friday 10:00"),
        ("2026-11-28T19:00:00Z", "Closed now. Opens: Monday 10:00"),
    ],
)
def test_hours_are_told_in_the_services_zone(page, server, moment, words):
    page.clock.set_fixed_time(moment)
    page.goto(f"{server.url}/en/resources/peer-lifeline/")
    expect(page.locator("[data-module=hours]")).to_contain_text(words)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_a_service_fits_into_a_message(whole_site, language):
    """300 characters at most, and no number cut."""
    for url in frozen_pages(whole_site, language):
        if re.fullmatch(rf"/{language}/resources/[a-z-]+/", url):
            html = (whole_site / url[1:] / "index.html").read_text("utf-8")
            text = re.sub(r"<[^>]+>", "", html.partition("<p data-text>")[2].partition("</p>")[0])
            assert 10 < len(text) <= 300, url


def test_a_message_is_copied(new_context, server):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server.url}/en/resources/peer-lifeline/")
    page.get_by_text("As a message to somebody").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".message [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Trans Lifeline\n(877) 565-8860\n")
