"""Prints what a first visit and a saved language cost: `make bench`.

Bytes are those of bodies as a real Chromium received them from the real server, brotli.
The other side of the ratio is one brotli-11 stream of the pages' `<main>`, made here.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from pwa.cli.freeze import freeze
from pwa.locales import LANGUAGE_CODES
from pwa.paths import STARTER_CONTENT
from tests.support.browsing import open_and_keep
from tests.support.chromium import launch_arguments
from tests.support.server import Server, free_port
from tests.support.sites import frozen_pages

ARTICLE = "articles/mutual-aid/"
FIRST_PAINT_LIMIT = 14_000  # bytes: HTML and CSS
FIRST_VISIT_LIMIT = 40_000  # bytes: everything before the save
SAVE_LIMIT = 1.3  # times one stream of the pages' main


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        editions = Path(folder)
        site = freeze(STARTER_CONTENT, editions, sequence=1) / "site"
        with Server(STARTER_CONTENT, editions, free_port()) as server:
            rows = [measure(server, site, language) for language in LANGUAGE_CODES]
    report(rows)
    return int(any(row["failed"] for row in rows))


def measure(server: Server, site: Path, language: str) -> dict[str, Any]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        visit = received(browser.new_context(service_workers="block"), server, language)
        save = received(browser.new_context(), server, language, keep=True)
        browser.close()
    paint = sum(size for url, size in visit if url.endswith(("/", ".css")))
    whole = sum(size for _, size in visit)
    offline = [(url, size) for url, size in save if (url, size) not in visit]
    transfer = sum(size for _, size in offline)
    stream = len(brotli.compress(b"".join(mains(site, language))))
    return {
        "language": language,
        "pages": len(frozen_pages(site, language)),
        "HTML + CSS": paint,
        "first visit": whole,
        "requests of the save": len(offline),
        "save": transfer,
        "sw.js": (site / "sw.js.br").stat().st_size,
        "one stream": stream,
        "ratio": transfer / stream,
        "failed": paint > FIRST_PAINT_LIMIT
        or whole > FIRST_VISIT_LIMIT
        or transfer > SAVE_LIMIT * stream,
    }


def received(context, server: Server, language: str, *, keep: bool = False):
    """Return address and size of every body that came over the wire."""
    seen = []
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


def mains(site: Path, language: str):
    for url in frozen_pages(site, language):
        html = (site / url[1:] / "index.html").read_bytes()
        yield html.partition(b"<main")[2].partition(b"</main>")[0]


def report(rows: list[dict[str, Any]]) -> None:
    commit = ["git", "rev-parse", "--short", "HEAD"]
    name = subprocess.run(commit, capture_output=True, text=True, check=False).stdout.strip()
    table = Table(title=f"Bytes in brotli, commit {name or 'unknown'}")
    for column in rows[0]:
        table.add_column(column)
    for row in rows:
        table.add_row(*(f"{v:.2f}" if isinstance(v, float) else str(v) for v in row.values()))
    console = Console(width=140)
    console.print(table)
    console.print(
        f"Limits: HTML + CSS {FIRST_PAINT_LIMIT}, first visit {FIRST_VISIT_LIMIT}, "
        f"save {SAVE_LIMIT} times one stream"
    )
    console.print_json(json.dumps(rows))


if __name__ == "__main__":
    sys.exit(main())
