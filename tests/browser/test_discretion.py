"""What is seen outside the pages tells on nobody: addresses, titles, histories, previews."""

import json
import re
import sqlite3
from urllib.parse import unquote

import pytest

from pwa.content.glossary import glossary, telling
from pwa.locales import LANGUAGE_CODES
from tests.conftest import EVERYTHING
from tests.support.sites import frozen_pages

SEEN = re.compile(r'<title>(.*?)</title>|<meta [^>]*content="([^"]*)"', re.DOTALL)
SAMPLE = (
    "",
    "now/",
    "articles/peer-support/",
    "topics/self/",
    "help/talk/",
    "resources/",
    "safety/",
)


def words_of(address: str) -> str:
    return re.sub(r"[/._-]", " ", unquote(address))


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_language_knows_its_telling_words(language):
    assert len(glossary(language).telling) >= 15
    assert any(telling("HIV", [code]) for code in LANGUAGE_CODES)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_addresses_titles_and_previews_hold_no_telling_word(whole_site, language):
    found = []
    for url in frozen_pages(whole_site, language):
        html = (whole_site / url[1:] / "index.html").read_text("utf-8")
        seen = [words_of(url), *("".join(groups) for groups in SEEN.findall(html))]
        assert len(seen) > 2, f"{url} shows no title"
        found += [(url, word) for text in seen for word in telling(text, (language, "en"))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_the_app_manifest_tells_nothing_and_shows_nothing(site, language):
    manifest = json.loads((site / language / "app.webmanifest").read_text("utf-8"))
    assert not {"screenshots", "shortcuts", "share_target", "description"} & set(manifest)
    names = f"{manifest['name']} {manifest['short_name']}"
    assert list(telling(words_of(names))) == []


def test_the_browsers_history_holds_no_telling_word(
    browser_type, browser_type_launch_args, server, site, tmp_path
):
    """After every page of every language, in `make test-all`; else after some of each."""
    walked = [
        url
        for code in LANGUAGE_CODES
        for url in (
            frozen_pages(site, code) if EVERYTHING else [f"/{code}/{path}" for path in SAMPLE]
        )
    ]
    with browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args) as context:
        page = context.pages[0]
        for url in walked:
            page.goto(server.url + url, wait_until="domcontentloaded")
    with sqlite3.connect(tmp_path / "Default" / "History") as history:
        rows = history.execute("SELECT url, title FROM urls").fetchall()
    paths = {url.removeprefix(server.url): title for url, title in rows}
    assert set(walked) <= set(paths), "the history should hold what was walked"
    telling_rows = [
        (path, title, word)
        for path, title in paths.items()
        for word in telling(f"{words_of(path)} {title}")
    ]
    assert telling_rows == []
