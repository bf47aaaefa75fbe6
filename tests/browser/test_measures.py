"""What no checker measures: reflow, cut text, size of targets, visible focus, steps by keyboard.

Some languages in `make test`, all twelve in `make test-all`.
"""

import io

import pytest
from PIL import Image, ImageChops

from pwa.locales import LANGUAGE_CODES
from tests.conftest import EVERYTHING
from tests.support.browsing import eventually, open_and_keep
from tests.support.fitting import misfits
from tests.support.page_types import TYPES, page_urls
from tests.support.sites import frozen_pages

LANGUAGES = LANGUAGE_CODES if EVERYTHING else ("ar", "de", "ja", "ru")
FRAMED = [path for path in TYPES if path != "neutral/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_and_no_text_is_cut(new_context, server, site, language):
    """A13: 320 by 256 px are 1280 by 1024 px at 400 %; A11: text at 200 %; A15: wide spacing."""
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    found = []
    for url in page_urls(site, [language], every=EVERYTHING):
        page.goto(server.url + url)
        found += misfits(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_large_enough_for_a_thumb(new_context, server, site, language):
    """2.5.5: 44 px each way, but for links inside a sentence."""
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    small = []
    for url in page_urls(site, [language], every=EVERYTHING):
        page.goto(server.url + url)
        small += [f"{url}: {text}" for text in page.evaluate(SMALL)]
    assert small == []


SMALL = """() => [...document.querySelectorAll("a[href], button, input, textarea, summary")]
    .map((element) => element.closest("label") ?? element)
    .filter((element) => element.checkVisibility() && !element.matches(".skip-link"))
    .filter((element) => {
        // A sentence or a list of sources goes on around the link.
        const line = element.closest("p, li, dd");
        const around = line ? line.textContent.replace(element.textContent, "").trim() : "";
        const inText = getComputedStyle(element).display === "inline" && around.length > 0;
        const box = element.getBoundingClientRect();
        return !inText && (box.width < 44 || box.height < 44);
    })
    .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${element.outerHTML.slice(0, 80)} ${Math.round(width)}x${Math.round(height)}`;
    })"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_is_at_most_six_steps_away(page, server, language):
    """A22: skip link first; nothing traps the focus, forwards or backwards (A17)."""
    open_and_keep(page, f"{server.url}/{language}/")
    for path in FRAMED:
        page.goto(f"{server.url}/{language}/{path}")
        eventually(page, lambda: is_settled(page))
        forwards = stops(page, "Tab")
        assert forwards[0]["skip"], path
        before = [stop["text"] for stop in forwards if stop["before"]]
        assert len(before) <= 6, (path, before)
        assert len(forwards) == page.evaluate(STOPS), path
    assert len(stops(page, "Shift+Tab")) == len(forwards)


def is_settled(page):
    """Whether scripts have added the controls they add: no more came in a while."""
    before = page.evaluate(STOPS)
    page.wait_for_timeout(300)
    return page.evaluate(STOPS) == before


def stops(page, key):
    """Press a key until the focus leaves the page; return what had it."""
    page.evaluate("document.activeElement.blur()")
    found = []
    for _ in range(300):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None or stop in found:  # out of the page, or around it once
            break
        found.append(stop)
    return found


FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const heading = document.querySelector("h1");
    return {
        place: [...document.querySelectorAll("*")].indexOf(at),
        text: at.textContent.trim(),
        skip: at.matches(".skip-link"),
        before: Boolean(at.compareDocumentPosition(heading) & 4),
    };
}"""
# Radio buttons of one name are one stop.
STOPS = """[...document.querySelectorAll("a[href], button, input, textarea, summary")]
    .filter((element) => element.checkVisibility())
    .filter((element) => element.type !== "radio" || element.checked).length"""


@pytest.mark.parametrize("look", ["light", "dark", "forced"])
@pytest.mark.parametrize("language", ["ar", "en", "ja"] if EVERYTHING else ["ar"])
def test_the_focus_is_seen_in_pixels(new_context, server, language, look):
    """A28, 2.4.13: the picture around each stop changes by at least a 2 px line around it."""
    colours = {"forced_colors": "active"} if look == "forced" else {"color_scheme": look}
    page = new_context(viewport={"width": 360, "height": 740}, **colours).new_page()
    for path in FRAMED if EVERYTHING else ("", "accessibility/", "resources/peer-lifeline/"):
        page.goto(f"{server.url}/{language}/{path}", wait_until="networkidle")
        for _ in range(300):
            page.keyboard.press("Tab")
            box = page.evaluate(BOX)
            if box is None:
                break
            focused = picture(page, box)
            page.evaluate("document.activeElement.style.outline = 'none'")
            bare = picture(page, box)
            page.evaluate("document.activeElement.style.outline = ''")
            changed = sum(
                ImageChops.difference(focused, bare).convert("L").point(bool).histogram()[1:]
            )
            assert changed >= 2 * 2 * (box["inner"][0] + box["inner"][1]) * 0.5, (path, box)


BOX = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const box = at.getBoundingClientRect();
    const gap = 8;
    return {
        x: Math.max(0, box.x - gap), y: Math.max(0, box.y - gap),
        width: box.width + 2 * gap, height: box.height + 2 * gap,
        inner: [box.width, box.height], text: at.textContent.trim().slice(0, 40),
    };
}"""


def picture(page, box):
    clip = {side: box[side] for side in ("x", "y", "width", "height")}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def test_the_skip_link_leads_to_the_text(page, server):
    """A57."""
    page.goto(f"{server.url}/en/now/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_languages_share_one_outline(server, site):
    """A75: the same headings at the same levels in every language."""
    for url in frozen_pages(site, "en"):
        english = outline(server.get(url).body.decode())
        for language in LANGUAGE_CODES:
            other = server.get(f"/{language}{url[3:]}").body.decode()
            assert outline(other) == english, (language, url)


def outline(html: str) -> list[str]:
    return [part[0] for part in html.split("<h")[1:] if part[0].isdigit()]
