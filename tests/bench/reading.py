"""How fast saved pages open without a network, on a slow phone."""

import random
import statistics
from collections import defaultdict
from collections.abc import Iterator

from playwright.sync_api import CDPSession

from tests.bench.figures import Figure, Sheet
from tests.bench.stage import Side, Stage

PAGES = 45
ROUNDS = 3  # readings of each page; their median counts, as the machine has other work too
SLOWDOWN = 4  # times slower than this machine, for the page; workers cannot be slowed
LIMIT = 1.0  # times the compared site

_SUBJECT = "Reading offline: from the start of a navigation to DOMContentLoaded"
_WARM_UP = 3  # pages
_SEED = 2026
_TIME = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def measure_reading(stage: Stage, language: str, ours: Side, compared: Side) -> Iterator[Figure]:
    """Read the same pages on both phones in turn, several times, with the servers gone."""
    urls = random.Random(_SEED).sample(stage.pages(language), PAGES + _WARM_UP)
    both = (ours, compared)
    times: tuple[dict[str, list[float]], ...] = (defaultdict(list), defaultdict(list))
    sessions = [_slowed(side) for side in both]
    for side in both:
        side.server.kill()
        side.proxy.refuse()
    for url in urls * ROUNDS:
        for side, found in zip(both, times, strict=True):
            side.phone.page.goto(side.proxy.url + url, wait_until="load")
            found[url].append(side.phone.page.evaluate(_TIME))
    for side, session in zip(both, sessions, strict=True):
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()
        side.server.start()
        side.proxy.pass_on()
    one, other = ([*map(statistics.median, found.values())][_WARM_UP:] for found in times)
    sheet = Sheet(_SUBJECT, language)
    for percent in (50, 95):
        mine, theirs = _percentile(one, percent), _percentile(other, percent)
        yield sheet.ratio(f"p{percent}, to Workbox", mine, theirs, LIMIT, "ms")


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _slowed(side: Side) -> CDPSession:
    session = side.phone.context.new_cdp_session(side.phone.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return session
