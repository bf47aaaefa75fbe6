"""Measures what this costs its readers and hosts: `python -m tests.bench [--pages N]`.

Prints every figure with its limit, and ends with 1 where one is missed. In a network of more
than a hundred articles only our own side is read in a browser, and over a fast line. The slow
save with an ended worker is measured in one language, as it takes minutes.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.building import edit_figure, measure_first_build
from tests.bench.corpus import LANGUAGES, write_corpus
from tests.bench.directory import measure_directory
from tests.bench.figures import Figure, print_figures
from tests.bench.installing import measure_install, measure_large_install
from tests.bench.interrupting import measure_cuts, measure_lasting
from tests.bench.phone import PRECACHED
from tests.bench.reading import measure_reading
from tests.bench.serving import measure_serving
from tests.bench.stage import Stage, compared, ours
from tests.bench.starter import measure_starter
from tests.bench.updating import (
    Sides,
    measure_nothing_changed,
    measure_one_rule,
    measure_one_word,
)
from tests.support.chromium import launch_arguments

SMALLEST = 8  # articles; the eighth is edited
COMPARED_UP_TO = 100  # articles; Workbox's requests for more take hours on a slow line


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="articles per language (60)")
    articles = parser.parse_args().pages
    if articles < SMALLEST:
        parser.error(f"--pages: found {articles}, expected {SMALLEST} or more")
    figures = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium))
        for figure in measure(Path(folder), browser, articles):
            figures.append(figure)
            print(figure.line, file=sys.stderr, flush=True)
        browser.close()
    print_figures(figures, f"Commit {commit()}, {articles} articles per language")
    return int(not all(figure.passed for figure in figures))


def measure(folder: Path, browser: Browser, articles: int) -> Iterator[Figure]:
    comparing = articles <= COMPARED_UP_TO
    if comparing:
        yield from measure_starter(browser)
        yield from measure_directory(browser)
    stage = Stage(folder, browser)
    write_corpus(stage.content, articles)
    yield from measure_first_build(stage)
    yield from measure_serving(stage, "en")
    with ExitStack() as stack:
        kept: Sides = {}
        for language in LANGUAGES:
            side = stack.enter_context(ours(stage, language, slow=comparing))
            other = stack.enter_context(compared(stage, language)) if comparing else None
            kept[language] = side, other
            if other:
                # Two minutes, in which the others count bytes and not seconds.
                other.phone.begin(PRECACHED)
                yield from measure_cuts(stage, language, side)
                if language == LANGUAGES[0]:
                    yield from measure_lasting(stage, language, side)
                yield from measure_install(stage, language, side, other)
                yield from measure_reading(stage, language, side, other)
            else:
                yield from measure_large_install(stage, language, side)
        for side, other in kept.values():
            for each in filter(None, (side, other)):
                each.proxy.shape(None, 0)  # from here on no seconds are measured
        yield from measure_nothing_changed(kept)
        yield from measure_one_word(stage, kept, ("en",))
        yield edit_figure(stage)
        yield from measure_one_word(stage, kept, ("ar", "ja"))
        yield from measure_one_rule(stage, kept)


def commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return found or "unknown"


if __name__ == "__main__":
    sys.exit(main())
