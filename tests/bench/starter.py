"""What a first visit to the starter network and a kept language cost in bytes.

Bytes are those of bodies as a real Chromium received them from the real server, brotli.
The other side of the ratio is one brotli-11 stream of the pages' `<main>`, made here.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import brotli
from playwright.sync_api import Browser, BrowserContext, Request

from pwa.cli.freeze import freeze
from pwa.locales import LANGUAGE_CODES
from pwa.paths import STARTER_CONTENT
from tests.bench.figures import Figure, Sheet
from tests.bench.stage import mains
from tests.support.browsing import open_and_keep
from tests.support.server import Server, free_port
from tests.support.sites import frozen_pages

ARTICLE = "articles/mutual-aid/"
FIRST_PAINT_LIMIT = 14_000  # bytes: HTML and CSS
FIRST_VISIT_LIMIT = 40_000  # bytes: everything before the save
SAVE_LIMIT = 1.3  # times one stream of the pages' main


def measure_starter(browser: Browser) -> Iterator[Figure]:
    """Visit an article in every language with an empty browser, and keep the language."""
    with tempfile.TemporaryDirectory() as folder:
        editions = Path(folder)
        site = freeze(STARTER_CONTENT, editions, sequence=1) / "site"
        with Server(STARTER_CONTENT, editions, free_port()) as server:
            for language in LANGUAGE_CODES:
                yield from _measure(browser, server, site, language)


def _measure(browser: Browser, server: Server, site: Path, language: str) -> Iterator[Figure]:
    visit = _received(browser.new_context(service_workers="block"), server, language)
    save = _received(browser.new_context(), server, language, keep=True)
    paint = sum(size for url, size in visit if url.endswith(("/", ".css")))
    whole = sum(size for _, size in visit)
    offline = [size for url, size in save if (url, size) not in visit]
    stream = len(brotli.compress(b"".join(mains(site, language))))
    worker = (site / "sw.js.br").stat().st_size
    sheet = Sheet("The starter network, bodies in brotli", language)
    yield sheet.value("pages", len(frozen_pages(site, language)))
    yield sheet.value("HTML and CSS", paint, "B", limit=FIRST_PAINT_LIMIT)
    yield sheet.value("first visit", whole, "B", limit=FIRST_VISIT_LIMIT)
    yield sheet.ratio("save, to one stream", sum(offline), stream, SAVE_LIMIT, "B")
    yield sheet.value("requests of the save", len(offline))
    yield sheet.value("of the save sw.js", worker, "B")


def _received(
    context: BrowserContext, server: Server, language: str, *, keep: bool = False
) -> list[tuple[str, int]]:
    """Return address and size of every body that came over the wire."""
    seen: list[Request] = []
    context.on("requestfinished", lambda request: seen.append(request))
    page = context.new_page()
    url = f"{server.url}/{language}/{ARTICLE}"
    if keep:
        open_and_keep(page, url)
    else:
        page.goto(url, wait_until="networkidle")
    sizes = [(request.url, request.sizes()["responseBodySize"]) for request in seen]
    context.close()
    return [(address, size) for address, size in sizes if size > 0]
