"""Prints what Lighthouse says of home, an article and a service: `make lighthouse`.

Mobile, as it simulates a mid-range phone on slow 4G; performance is the median of three runs.
The starter network, opened to search engines, because a hidden one fails its search audit.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from pwa.cli.freeze import freeze
from tests.support.chromium import launch_arguments
from tests.support.server import Server, free_port
from tests.support.sites import edit, edited_network

PROGRAM = Path(__file__).parents[1] / "node_modules/.bin/lighthouse"
PAGES = ("", "articles/mutual-aid/", "resources/peer-lifeline/")
LANGUAGES = ("en", "ar", "ja")
OPENED = 'offline = "auto"\nindexing = true\nbase_url = "https://example.org"'
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
LOWEST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        edited_network(content, {"network.toml": ('offline = "auto"', OPENED)})
        edit(content / "network.toml", '["ar", "en"]', '["ar", "en", "ja"]')
        freeze(content, Path(folder) / "editions", sequence=1)
        with Server(content, Path(folder) / "editions", free_port()) as server:
            rows = [judge(server.url, code, path) for code in LANGUAGES for path in PAGES]
    report(rows)
    return int(any(row[name] < least for row in rows for name, least in LOWEST.items()))


def judge(base: str, code: str, path: str) -> dict[str, Any]:
    runs = [run(f"{base}/{code}/{path}") for _ in range(RUNS)]
    row: dict[str, Any] = {"page": f"/{code}/{path}"}
    for name in CATEGORIES:
        scores = [round(100 * result["categories"][name]["score"]) for result in runs]
        row[name] = statistics.median(scores) if name == "performance" else min(scores)
    failed = {
        audit["id"]
        for result in runs
        for name in CATEGORIES[1:]
        for reference in result["categories"][name]["auditRefs"]
        if (audit := result["audits"][reference["id"]])["score"] not in (1, None)
        and reference["weight"]
    }
    return {**row, "failed": ", ".join(sorted(failed))}


def run(url: str) -> dict[str, Any]:
    with sync_playwright() as playwright:
        chromium = launch_arguments(playwright.chromium).get(
            "executable_path", playwright.chromium.executable_path
        )
    command = [PROGRAM, url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-background-networking"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=True, env=environment
    )
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def report(rows: list[dict[str, Any]]) -> None:
    table = Table(title="Lighthouse, mobile")
    for column in rows[0]:
        table.add_column(column)
    for row in rows:
        table.add_row(*map(str, row.values()))
    Console(width=140).print(table)


if __name__ == "__main__":
    if shutil.which("node") is None:
        sys.exit("lighthouse needs Node.js: run `make lighthouse`")
    sys.exit(main())
