"""axe and the Nu checker find nothing; keyboard and reflow as measured here.

Every page *type* in twelve languages; in `make test-all` every page in Arabic and English.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pwa.locales import LANGUAGE_CODES
from tests.conftest import EVERYTHING
from tests.support.browsing import open_and_keep
from tests.support.server import FileServer, free_port
from tests.support.sites import frozen_pages

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TYPES = (
    *("", "now/", "articles/peer-support/", "topics/safety/", "topics/peers/", "help/food/"),
    *("help/talk/us/", "resources/", "resources/peer-lifeline/", "resources/emergency-europe/"),
    *("search/", "saved/", "contact/", "about/", "unreachable/", "safety/", "board/"),
    *("accessibility/", "install/", "forget/", "neutral/"),
)


def pages(site, languages=LANGUAGE_CODES):
    for language in languages:
        if EVERYTHING and language in ("ar", "en"):
            yield from frozen_pages(site, language)
        else:
            yield from (f"/{language}/{path}" for path in TYPES)
        yield f"/{language}/no-such-page/"
        yield f"/{language}/search/?q=112"
    yield "/index.html"
    yield "/404.html"


@pytest.fixture
def checked(new_context):
    """A page in which axe may run; the policy of the pages would forbid it."""

    def open_page(**options):
        context = new_context(bypass_csp=True, service_workers="block", **options)
        context.add_init_script(AXE)
        return context.new_page()

    return open_page


NARROW = {"viewport": {"width": 320, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 800}}
LOOKS = {
    "light": {**NARROW, "color_scheme": "light"},
    "dark": {**WIDE, "color_scheme": "dark"},
    "forced": {**NARROW, "forced_colors": "active"},
}


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(checked, server, site, language, look):
    """In `make test` each look is seen in some languages, in `make test-all` in every one."""
    if not EVERYTHING and look != "light" and language not in ("ar", "ja"):
        pytest.skip("seen in make test-all")
    page = checked(**LOOKS[look])
    found = []
    for url in pages(site, [language]):
        page.goto(server.url + url)
        result = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        assert result["passes"], f"axe looked at nothing of {url}"
        found += [f"{url}: {said(violation)}" for violation in result["violations"]]
    assert not found, "\n".join(found)


def said(violation) -> str:
    places = "; ".join(str(node["target"]) for node in violation["nodes"])
    return f"{violation['id']}: {violation['help']} at {places}"


def test_the_nu_checker_finds_nothing(server, site, tmp_path):
    """Also of the answers that only the server gives."""
    shutil.copytree(site / "static", tmp_path / "static")
    names = {f"{number}.html": url for number, url in enumerate(pages(site))}
    for name, url in names.items():
        (tmp_path / name).write_bytes(server.get(url).body)
    (sheet,) = (site / "static").glob("app.*.css")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = [
        "java",
        local,
        "-jar",
        str(NU),
        "--also-check-css",
        "--also-check-svg",
        "--format",
        "json",
    ]
    with FileServer(tmp_path, free_port()) as host:  # the policy's 'self' needs an origin
        addresses = [f"{host.url}/{name}" for name in (*names, f"static/{sheet.name}")]
        result = subprocess.run([*command, *addresses], capture_output=True, text=True, check=False)
    found = [
        f"{names.get(name := message['url'].rpartition('/')[2], name)}"
        f":{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stderr)["messages"]
        if not newer_than_the_checker(message["message"])
    ]
    assert not found, "\n".join(sorted(set(found)))


def newer_than_the_checker(message: str) -> bool:
    """Whether Nu only says that it does not know a property of CSS yet."""
    known = ("mask", "-webkit-mask", "forced-color-adjust", "text-wrap", "color-scheme")
    return "doesn’t exist" in message and any(f"“{name}" in message for name in known)


@pytest.mark.parametrize("language", LANGUAGE_CODES if EVERYTHING else ["ar", "de", "ja"])
def test_nothing_scrolls_sideways_at_320_pixels(new_context, server, site, language):
    """A13: 320 px are 1280 px at 400 %; also with 200 % text (A11) and wide spacing (A15)."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    too_wide = []
    for url in pages(site, [language]):
        page.goto(server.url + url)
        for change in (None, "200%", "spacing"):
            page.evaluate(ENLARGE, change)
            width = page.evaluate("document.scrollingElement.scrollWidth")
            if width > 320:
                too_wide.append((url, change, width))
    assert too_wide == []


ENLARGE = """change => {
    const sheet = new CSSStyleSheet();
    if (change === "200%") sheet.insertRule("html { font-size: 200% !important }");
    if (change === "spacing") sheet.insertRule(`* { line-height: 1.5 !important;
        letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_keyboard_reaches_the_heading_in_seven_steps_and_everything_after(
    page, server, language
):
    """A17, A22, A28: skip link first, a visible focus at every stop, no trap."""
    url = f"{server.url}/{language}/articles/mutual-aid/"
    open_and_keep(page, url)
    page.goto(url)
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert stops[0]["skip"]
    assert all(stop["outline"] for stop in stops), stops
    before = [stop for stop in stops if stop["before"]]
    # skip link, leave, language, four of the navigation
    assert len(before) <= 7, before
    assert len(stops) == page.evaluate(STOPS)


FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at);
    const heading = document.querySelector("h1");
    return {
        text: at.textContent.trim(),
        skip: at.matches(".skip-link"),
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        before: Boolean(at.compareDocumentPosition(heading) & 4),
    };
}"""
STOPS = """[...document.querySelectorAll("a[href], button, input")]
    .filter((element) => element.checkVisibility()).length"""


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
