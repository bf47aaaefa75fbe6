"""Whatever happens to the phone or the network: a whole edition, or an honest message.

Every page that is shown is compared by hash with those of the editions: none may be blank,
foreign or put together from two editions.
"""

import contextlib
import hashlib
import random
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from pwa.cli import freeze as freezing
from pwa.cli.freeze import freeze
from pwa.paths import STATIC, WORKER_TEMPLATE
from pwa.serve import load_application
from tests.conftest import EVERYTHING
from tests.support.browsing import stop_workers
from tests.support.faulty_server import FAULTS, FaultyServer
from tests.support.sites import edit, edited_network, frozen_pages

SEED = 20261125
DRILLS = 300 if EVERYTHING else 30
POINTS = 20 if EVERYTHING else 5

ARTICLE = "articles/mutual-aid/en.md"


@dataclass(frozen=True)
class Edition:
    application: Any
    pages: dict[str, str]  # address -> SHA-256
    fallback: str  # the page that says that another one is not here


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """Four editions, each with patches from those before: words, pages, a style, everything."""
    folder = tmp_path_factory.mktemp("faults")
    content, static, template = folder / "content", folder / "static", folder / "template"
    edited_network(content, {"network.toml": ('"ar", "en"', '"en"')})
    shutil.copytree(STATIC, static)
    shutil.copytree(WORKER_TEMPLATE, template)
    # So that what never answers is given up in time for many drills.
    edit(template / "fetching.js", "SILENCE = 20_000", "SILENCE = 1_500")
    edit(template / "serve.js", "PATIENCE = 3_000", "PATIENCE = 700")
    built = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(freezing, "STATIC", static)
        patched.setattr(freezing, "WORKER_TEMPLATE", template)
        for number in range(4):
            match number:
                case 1:
                    edit(content / ARTICLE, "\n## ", "\nOne word more.\n\n## ")
                case 2:
                    edit(static / "css" / "cards.css", ".card {", ".card {\n  border: 0;")
                    shutil.copytree(content / "articles/mutual-aid", content / "articles/more")
                case 3:
                    shutil.rmtree(content / "articles/with-respect")
                    edit(content / "network.toml", 'name = "Tadamun"', 'name = "Pages"')
                    edit(content / ARTICLE, "One word more.", "Another word.")
            place = folder / str(number)
            previous = [folder / str(earlier) / "current" for earlier in range(number)]
            edition = freeze(content, place, sequence=1000 + number, previous=previous)
            built.append(_edition(load_application(content, place), edition / "site"))
    return built


def _edition(application, site):
    pages = {}
    for url in frozen_pages(site, "en"):
        body = (site / url[1:] / "index.html").read_bytes()
        pages[url] = hashlib.sha256(body).hexdigest()
    return Edition(application, pages, (site / "en/unreachable/index.html").read_text("utf-8"))


class Phone:
    """One browser context, and what it may show."""

    def __init__(self, context, server: FaultyServer, editions: list[Edition]) -> None:
        self.page: Page = context.new_page()
        self.context = context
        self.server = server
        self.editions = editions
        self.whole = False  # whether a language is kept and nothing was taken away since

    def open(self, path: str) -> None:
        """Visit a page as people do; what is kept must be shown, whatever the network does."""
        url = f"/en/{path}"
        expected = self.whole or self.kept().get(url)
        body, found = b"", None
        try:
            response = self.page.goto(self.server.url + url, wait_until="commit", timeout=10_000)
            body = response.body() if response else b""
        except Error as error:
            found = str(error)
        assert not expected or self._known(url, body), f"{url}: {found or body[:200]!r}"

    def _known(self, url: str, body: bytes) -> bool:
        digest = hashlib.sha256(body).hexdigest()
        fallbacks = (e.fallback.replace("/unreachable/", url[3:]) for e in self.editions)
        return any(digest == edition.pages.get(url) for edition in self.editions) or (
            body.decode(errors="replace") in fallbacks
        )

    def settle(self, milliseconds: int = 6_000) -> None:
        """Wait until the visit has kept what it could; a fault may leave it unfinished."""
        for _ in range(milliseconds // 50):
            with contextlib.suppress(Error):  # the page may be on its way to another
                if self.page.evaluate("window.ended"):
                    return
            self.page.wait_for_timeout(50)

    def kept(self) -> dict[str, str]:
        """Return what the worker would answer, by address; nothing where none is awake."""
        addresses = sorted(set().union(*(edition.pages for edition in self.editions)))
        for worker in reversed(self.context.service_workers):
            with contextlib.suppress(Error):
                found: dict[str, str] = worker.evaluate(ALL, addresses)
                return found
        return {}

    def assert_never_mixed(self) -> None:
        for url, digest in self.kept().items():
            known = {edition.pages.get(url) for edition in self.editions}
            assert digest in known, f"{url} is of no edition"

    def assert_whole(self, edition: Edition) -> None:
        """After good visits: the newest edition, every page of it, and nothing else."""
        self.server.choose = lambda path: None
        for _ in range(3):
            self.open("now/")
            self.settle()
            if self.kept() == edition.pages:
                break
        assert self.kept() == edition.pages
        expect(self.page.locator("html")).to_have_attribute("data-offline", "saved")


ALL = """async (paths) => {
    const found = paths.map(async (path) => {
        const page = await savedPage("en", path);
        return [path, page && (await sha256(await page.arrayBuffer()))];
    });
    return Object.fromEntries((await Promise.all(found)).filter(([, digest]) => digest));
}"""
ENDED = "document.addEventListener('kept', () => { window.ended = true; });"


@pytest.fixture(scope="module")
def faulty_server(editions):
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
def phone(new_context, faulty_server, editions):
    context = new_context()
    context.add_init_script(ENDED)
    faulty_server.choose = lambda path: None
    faulty_server.application = faulty_server.earlier = editions[0].application
    return Phone(context, faulty_server, editions)


def portal_after(count: int):
    """A captive portal takes over after so many answers."""
    left = [count]

    def choose(path: str) -> str | None:
        left[0] -= 1
        return "portal" if left[0] < 0 else None

    return choose


@pytest.mark.parametrize("point", range(POINTS))
def test_a_portal_that_begins_in_mid_install_is_never_kept(phone, editions, point):
    """B31. Seeded: the portal begins anywhere among the requests of a first visit."""
    requests = random.Random(SEED + point).randrange(1, 22)
    phone.server.choose = portal_after(requests)
    phone.open("")
    phone.settle(2_500)
    phone.assert_never_mixed()
    phone.open("about/")
    phone.assert_whole(editions[0])


@pytest.mark.parametrize("point", range(POINTS))
def test_a_portal_that_begins_in_mid_update_is_never_kept(phone, editions, point):
    phone.open("")
    phone.settle()
    phone.whole = True
    newest = 1 + point % 3
    phone.server.application = editions[newest].application
    phone.server.choose = portal_after(random.Random(SEED + point).randrange(0, 8))
    phone.open("now/")
    phone.settle(2_500)
    phone.assert_never_mixed()
    phone.open("about/")
    phone.assert_whole(editions[newest])


@pytest.mark.parametrize("number", range(DRILLS))
def test_a_drill_of_seeded_faults_leaves_no_blank_foreign_or_mixed_page(phone, editions, number):
    print("seed", SEED + number)
    chance = random.Random(SEED + number)
    current = 0
    for _ in range(chance.randint(2, 4)):
        if chance.random() < 0.5:
            current = min(current + 1, len(editions) - 1)
        phone.server.application = editions[current].application
        phone.server.earlier = editions[chance.randint(0, current)].application
        phone.server.choose = seeded_faults(chance)
        if chance.random() < 0.3:
            take_away(phone, chance)
        phone.open(chance.choice(PATHS))
        if chance.random() < 0.7:
            phone.settle(2_000)
        if chance.random() < 0.3:
            phone.page.close()
            phone.page = phone.context.new_page()
        phone.assert_never_mixed()
    phone.server.application = editions[current].application
    phone.assert_whole(editions[current])
    phone.whole = True
    phone.server.choose = lambda path: "reset"
    stop_workers(phone.page)
    for path in PATHS:
        phone.open(path)


PATHS = ["", "now/", "about/", "articles/mutual-aid/", "topics/food/", "help/food/", "saved/"]


SPOILED = ("changed", "short", "typed")


def seeded_faults(chance: random.Random):
    """Some answers go wrong: one kind of fault for all, or each its own, from some point on."""
    kinds = chance.sample(FAULTS, chance.randint(1, 3))
    share, begin = chance.choice([0.1, 0.4, 1.0]), chance.randrange(0, 12)
    draws = random.Random(chance.random())
    seen = [0]

    def choose(path: str) -> str | None:
        seen[0] += 1
        fault = draws.choice(kinds) if seen[0] > begin and draws.random() < share else None
        # Browsers keep what comes under its name for a year: nothing can look after the one
        # script that looks after the others.
        return None if fault in SPOILED and "/early." in path else fault

    return choose


def take_away(phone: Phone, chance: random.Random) -> None:
    """What browsers do when room gets short: single entries, or all at once."""
    if phone.page.url == "about:blank" or "chrome-error" in phone.page.url:
        return
    share = chance.choice([0.1, 0.5, 1.0])
    phone.whole = False
    phone.page.evaluate(
        """async ({share, seed}) => {
            const store = await caches.open("pages");
            for (const key of await store.keys()) {
                seed = (seed * 1103515245 + 12345) % 2147483648;
                if (seed / 2147483648 < share) await store.delete(key);
            }
        }""",
        {"share": share, "seed": chance.randrange(2**31)},
    )
