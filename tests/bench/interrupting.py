"""What is lost when the line breaks, and whether a save outlives its worker."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import brotli

from tests.bench.figures import Figure, Sheet
from tests.bench.phone import DECIDED, Trip
from tests.bench.proxy import Exchange
from tests.bench.stage import BANDWIDTH, ROUND_TRIP, Side, Stage
from tests.support.browsing import stop_workers

CUTS = (0.25, 0.5, 0.75)  # of the pack's bytes
AGAIN_LIMIT = 24_000  # bytes that had come and are fetched again
REFUSED = 2  # seconds for which no connection is taken after a cut
SLOW = 50_000  # bit/s
LASTS = 60  # seconds that the slow save is to take at least
STOPPED_AFTER = 20_000  # ms

_SUBJECT = "Interrupted"
_OFFLINE = "/offline/"
_PIECE = 16  # bytes


def measure_cuts(stage: Stage, language: str, ours: Side) -> Iterator[Figure]:
    """Break the line within the pack, close the page, open it again later."""
    sheet = Sheet(_SUBJECT, language)
    places = _places(stage.site, language)
    whole = _kept_without_cut(ours)
    pack = sum(exchange.body for exchange in whole.exchanges if "/pack/" in exchange.path)
    for part in CUTS:
        phone = ours.phone.twin()
        known, cuts = len(ours.proxy.exchanges), ours.proxy.cuts
        ours.proxy.cut_after("/pack/", round(pack * part))
        phone.open()
        while ours.proxy.cuts == cuts:
            phone.page.wait_for_timeout(50)
        phone.page.close()
        time.sleep(REFUSED)
        ours.proxy.pass_on()
        phone.reopen()
        phone.wait(DECIDED)
        trip = Trip(ours.proxy.exchanges[known:], 0).under(_OFFLINE)
        phone.close()
        first = _first_again(trip.exchanges, places)
        name = f"cut at {part:.0%} of the pack: bytes that had come fetched again"
        yield sheet.value(name, round(pack * part) - first, "B", limit=AGAIN_LIMIT)
        more = trip.size - whole.under(_OFFLINE).size
        requests = f"{trip.requests} requests instead of {whole.under(_OFFLINE).requests}"
        name = f"cut at {part:.0%} of the pack: bytes more than without a cut"
        yield sheet.value(name, more, "B", f"{more / pack:.0%} of the pack; {requests}")


def measure_lasting(stage: Stage, language: str, ours: Side) -> Iterator[Figure]:
    """Save over a line so slow that it takes a minute, and end the worker once in between."""
    sheet = Sheet(_SUBJECT, language)
    bandwidth = min(SLOW, stage.transfer(language) * 8 / LASTS)
    phone = ours.phone.twin()
    ours.proxy.shape(bandwidth, ROUND_TRIP)
    phone.open()
    phone.page.wait_for_timeout(STOPPED_AFTER)
    state = phone.state()
    stop_workers(phone.page)
    seconds = (phone.wait(DECIDED) - phone.loaded()) / 1000
    outcome = phone.state()
    phone.close()
    ours.proxy.shape(BANDWIDTH, ROUND_TRIP)
    name = f"{bandwidth / 1000:.0f} kbit/s, worker ended after {STOPPED_AFTER // 1000} s"
    yield sheet.value(f"{name}: not saved", int(outcome != "saved"), of=f"`{outcome}`", limit=0)
    before = f"`{state}` when it was ended"
    yield sheet.least(f"{name}: lasted", seconds, "s", before, LASTS)


def _kept_without_cut(ours: Side) -> Trip:
    phone = ours.phone.twin()
    trip = phone.keep()
    phone.close()
    return trip


def _first_again(exchanges: list[Exchange], places: dict[str, int]) -> int:
    """Return where that which was fetched after the cut begins in the compressed pack."""
    _, *after = [places[exchange.path] for exchange in exchanges if exchange.path in places]
    return min(after)


def _places(site: Path, language: str) -> dict[str, int]:
    """Return where in the compressed pack each chunk, and each rest of it, begins."""
    manifest = json.loads((site / f"offline/{language}.json").read_bytes())
    name = manifest["pack"]
    index = (site / f"offline/{language}/index/{manifest['index']}.json").read_text("utf-8")
    rows = [json.loads(line) for line in index.splitlines()[1:]]
    folder = f"/offline/{language}"
    pack = (site / f"offline/{language}/pack/{name}.json.br").read_bytes()
    decompressor = brotli.Decompressor()
    come = passed = decompressed = 0
    places = {f"{folder}/pack/{name}.json": 0}
    for number, (slot, _, digest, length, *_) in enumerate(rows):
        places[f"{folder}/{slot}/{digest}.json"] = come
        places[f"{folder}/pack/{name}.{number}.json"] = come
        passed += length
        while decompressed < passed:
            decompressed += len(decompressor.process(pack[come : come + _PIECE]))
            come += _PIECE
    return places
