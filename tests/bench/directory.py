"""How fast a large directory is filtered and searched on a slow phone, and what it takes."""

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from pwa.edition.search import database_name
from pwa.locales import LanguageCode
from tests.bench.corpus import LANGUAGES, edit_one_service, write_corpus
from tests.bench.figures import Figure, Sheet
from tests.bench.installing import UNASKED
from tests.bench.phone import ON_EDITION, Phone
from tests.bench.reading import SLOWDOWN
from tests.bench.stage import Stage, ours
from tests.bench.updating import BYTES_LIMIT, WORKER
from tests.support.queries import queries

ARTICLES = 8
SERVICES = 2000
CHOICES = 60
LIMIT = 100  # ms from a choice to the list, and from a query to what is found

_SEED = 2026
_SUBJECT = f"A directory of {SERVICES:,} services"
# Chooses at random as a reader would, one thing after another; tells ms until the list is laid out.
_CHOOSE = """(values) => {
    const form = document.querySelector("[data-module=resources] form");
    return values.map(([name, value]) => {
        const control = form.elements.namedItem(name);
        if (control.type === "checkbox") control.checked = !control.checked;
        else control.value = value;
        const start = performance.now();
        control.dispatchEvent(new Event("change", { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    });
}"""
_OPTIONS = """() => [...document.querySelectorAll("[data-module=resources] form [name]")].flatMap(
    (control) => control.type === "checkbox" ? [[control.name, "1"]]
        : [...control.options].map((option) => [control.name, option.value]))"""


# Workers are not slowed with their page: so the page searches itself here.
_NO_WORKER = "delete window.Worker"
_SEARCH = """async (queries) => {
    const count = document.querySelector("[data-count]");
    const times = [];
    for (const query of queries) {
        const start = performance.now();
        const told = new Promise((resolve) =>
            new MutationObserver(resolve).observe(count, { childList: true }));
        location.hash = `q=${encodeURIComponent(query)}`;
        await told;
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
    }
    return times;
}"""


def measure_directory(browser: Browser) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), browser)
        write_corpus(stage.content, ARTICLES, SERVICES)
        stage.build()
        for language in LANGUAGES:
            yield from _filtering(stage, language)
            yield from _searching(stage, language)
        yield from _one_service(stage)


def _filtering(stage: Stage, language: str) -> Iterator[Figure]:
    sheet = Sheet(_SUBJECT, language)
    page = stage.site / language / "resources" / "index.html"
    yield sheet.value("page of all services", page.stat().st_size, "B")
    yield sheet.value("the same, brotli", Path(f"{page}.br").stat().st_size, "B")
    yield sheet.value("the whole language", stage.transfer(language), "B")
    with ours(stage, language, slow=False) as side:
        phone = Phone(stage.browser, side.proxy, f"/{language}/resources/")
        phone.open()
        session = phone.context.new_cdp_session(phone.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        known = phone.page.evaluate(_OPTIONS)
        values = random.Random(_SEED).choices(known, k=CHOICES)
        times = phone.page.evaluate(_CHOOSE, values)
        phone.close()
    p95 = statistics.quantiles(times, n=100)[94]
    of = f"median {statistics.median(times):.0f} ms, CPU slowed {SLOWDOWN} times"
    yield sheet.value("from a choice to the list, p95", p95, "ms", of, limit=LIMIT)


def _searching(stage: Stage, language: LanguageCode) -> Iterator[Figure]:
    sheet = Sheet(_SUBJECT, language)
    database = stage.editions / "current" / database_name(language)
    yield sheet.value("words of the language on the server", database.stat().st_size, "B")
    with ours(stage, language, slow=False) as side:
        phone = Phone(stage.browser, side.proxy, f"/{language}/search/")
        phone.context.add_init_script(_NO_WORKER)
        phone.keep(asking=stage.transfer(language) > UNASKED)
        session = phone.context.new_cdp_session(phone.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        first, *times = phone.page.evaluate(_SEARCH, [it["query"] for it in queries(language)])
        phone.close()
    p95 = statistics.quantiles(times, n=100)[94]
    of = f"median {statistics.median(times):.0f} ms, CPU slowed {SLOWDOWN} times, no worker"
    yield sheet.value("from a query to what is found, p95", p95, "ms", of, limit=LIMIT)
    yield sheet.value("the first query, which reads all pages", first, "ms")


def _one_service(stage: Stage) -> Iterator[Figure]:
    language = "en"
    with ours(stage, language, slow=False) as side:
        side.phone.keep(asking=stage.transfer(language) > UNASKED)
        edit_one_service(stage.content)
        stage.build()
        side.server.kill()
        side.server.start()
        index = stage.manifest(language)["index"]
        trip = side.phone.again(ON_EDITION, [language, index]).without(WORKER)
    sheet = Sheet(_SUBJECT, language)
    yield sheet.value("one service changed", trip.size, "B", trip.answers(), limit=BYTES_LIMIT)
