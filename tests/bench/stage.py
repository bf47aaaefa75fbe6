"""What the measurements share: the corpus, its editions, the compared sites, and slow lines."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from playwright.sync_api import Browser

from pwa.paths import STATIC
from tests.bench.baseline import make_baseline
from tests.bench.file_server import BaselineServer
from tests.bench.freezing import Build, build
from tests.bench.phone import Phone
from tests.bench.proxy import Proxy
from tests.support.server import Server, free_port
from tests.support.sites import frozen_pages

BANDWIDTH = 400_000  # bit/s
ROUND_TRIP = 0.4  # seconds
START = "articles/text-0003/"  # the page that is read while its language is kept


@dataclass
class Stage:
    folder: Path
    browser: Browser
    sequence: int = 0
    builds: list[Build] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def editions(self) -> Path:
        return self.folder / "editions"

    @property
    def site(self) -> Path:
        return self.builds[-1].site

    def compared(self, language: str) -> Path:
        """Return the folder of the compared site of a language."""
        return self.folder / "compared" / language

    def build(self, static: Path = STATIC) -> Build:
        """Build the content as it is now, as the next edition."""
        self.sequence += 1
        self.builds.append(build(self.content, self.editions, self.sequence, static))
        return self.builds[-1]

    def compare(self, language: str) -> Path:
        """Bring the compared site of a language up to the newest edition."""
        make_baseline(self.site, self.compared(language), [language])
        return self.compared(language)

    def changed_static(self, name: str, old: str, new: str) -> Path:
        """Return a copy of `static/` with one file changed."""
        static = self.folder / "static"
        shutil.copytree(STATIC, static)
        path = static / name
        text = path.read_text("utf-8")
        if old not in text:
            raise SystemExit(f"static/{name}: found no {old!r} to change")
        path.write_text(text.replace(old, new, 1), "utf-8")
        return static

    def manifest(self, language: str) -> dict[str, object]:
        found: dict[str, object] = json.loads((self.site / f"offline/{language}.json").read_bytes())
        return found

    def transfer(self, language: str) -> int:
        """Return the bytes that the edition says keeping a language takes."""
        size = self.manifest(language)["transfer_bytes"]
        assert isinstance(size, int)
        return size

    def pages(self, language: str) -> list[str]:
        """Return the addresses of all pages of a language."""
        return frozen_pages(self.site, language)

    def one_stream(self, language: str) -> int:
        """Return the bytes of all pages' `<main>` in one brotli-11 stream."""
        return len(brotli.compress(b"".join(mains(self.site, language))))


@dataclass(frozen=True)
class Side:
    """One server with a line before it, and one phone: ours, or the compared one."""

    server: Server
    proxy: Proxy
    phone: Phone


def mains(site: Path, language: str) -> Iterator[bytes]:
    for url in frozen_pages(site, language):
        html = (site / url[1:] / "index.html").read_bytes()
        yield html.partition(b"<main")[2].partition(b"</main>")[0]


@contextmanager
def ours(stage: Stage, language: str, *, slow: bool = True) -> Iterator[Side]:
    """Start `tadamun serve`, a line before it, and an empty phone."""
    server = Server(stage.content, stage.editions, free_port())
    with _side(stage, server, language, slow) as side:
        yield side


@contextmanager
def compared(stage: Stage, language: str, *, slow: bool = True) -> Iterator[Side]:
    """Do the same over the compared site of a language, which is made first."""
    server = BaselineServer(stage.compare(language), free_port())
    with _side(stage, server, language, slow) as side:
        yield side


@contextmanager
def _side(stage: Stage, server: Server, language: str, slow: bool) -> Iterator[Side]:
    bandwidth, delay = (BANDWIDTH, ROUND_TRIP) if slow else (None, 0)
    with server, Proxy(free_port(), server.port, bandwidth=bandwidth, delay=delay) as proxy:
        phone = Phone(stage.browser, proxy, f"/{language}/{START}")
        yield Side(server, proxy, phone)
        phone.close()
