"""axe and the Nu checker find nothing.

Every page *type* in twelve languages; in `make test-all` every page in Arabic and English,
and every language in every look.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pwa.locales import LANGUAGE_CODES
from tests.conftest import EVERYTHING
from tests.support.page_types import page_urls
from tests.support.server import FileServer, free_port

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22aa"]
TAGS += ["wcag22aaa", "best-practice", "experimental"]
RUN = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"  # names no more of the rest


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
    "light, narrow": {**NARROW, "color_scheme": "light"},
    "light, wide": {**WIDE, "color_scheme": "light"},
    "dark, narrow": {**NARROW, "color_scheme": "dark"},
    "dark, wide": {**WIDE, "color_scheme": "dark"},
    "forced, narrow": {**NARROW, "forced_colors": "active"},
    "forced, wide": {**WIDE, "forced_colors": "active"},
}
SHOWN_ALWAYS = [("light, narrow", code) for code in LANGUAGE_CODES]
SHOWN_ALWAYS += [("dark, wide", "ar"), ("dark, narrow", "ja"), ("forced, narrow", "ar")]
SHOWN_ALWAYS += [("forced, wide", "ja"), ("light, wide", "en")]
SHOWN = [(look, code) for look in LOOKS for code in LANGUAGE_CODES] if EVERYTHING else SHOWN_ALWAYS


@pytest.mark.parametrize(("look", "language"), SHOWN)
def test_axe_finds_nothing(checked, server, site, language, look):
    """In `make test` each look is seen in a language or two, in `make test-all` in every one."""
    page = checked(**LOOKS[look])
    found = []
    for url in page_urls(site, [language], every=EVERYTHING):
        page.goto(server.url + url)
        page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
        result = page.evaluate(RUN, TAGS)
        assert result["passes"], f"axe looked at nothing of {url}"
        found += [f"{url}: {said(violation)}" for violation in result["violations"]]
    assert not found, "\n".join(found)


def said(violation) -> str:
    places = "; ".join(str(node["target"]) for node in violation["nodes"])
    return f"{violation['id']}: {violation['help']} at {places}"


def test_the_nu_checker_finds_nothing(server, site, tmp_path):
    """Also of the answers that only the server gives."""
    shutil.copytree(site / "static", tmp_path / "static")
    names = {f"{number}.html": url for number, url in enumerate(page_urls(site, every=EVERYTHING))}
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
