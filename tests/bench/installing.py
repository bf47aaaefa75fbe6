"""What keeping a language costs: bytes, requests, seconds, storage."""

from collections.abc import Iterator

from tests.bench.figures import Figure, Sheet
from tests.bench.phone import Trip, shortened
from tests.bench.stage import Side, Stage

STREAM_LIMIT = 1.15  # times one stream of the pages' main
BYTES_LIMIT = 0.7  # times the compared site
REQUESTS_LIMIT = 0.1
SECONDS_LIMIT = 1 / 3
STORAGE_LIMIT = 0.7
FIRST_SET_LIMIT = 5.0  # seconds
UNASKED = 1_000_000  # bytes that `static/js/keeping.js` fetches without being asked

_SUBJECT = "Keeping a language, from load on"
_NAMED = 0.01  # of the stream; smaller answers are not told one by one


def measure_install(stage: Stage, language: str, ours: Side, compared: Side) -> Iterator[Figure]:
    """Keep the language on both phones, of which the compared one has begun already."""
    sheet = Sheet(_SUBJECT, language)
    other = compared.phone.end()
    first = ours.phone.twin()
    seconds = first.first_set(language)
    first.close()
    trip = ours.phone.keep()
    yield from _wire_figures(stage, language, trip)
    yield sheet.ratio("bytes, to Workbox", trip.size, other.size, BYTES_LIMIT, "B")
    yield sheet.ratio("bodies, to Workbox", trip.body, other.body, BYTES_LIMIT, "B")
    yield sheet.ratio("requests, to Workbox", trip.requests, other.requests, REQUESTS_LIMIT)
    name = "seconds at 400 kbit/s, 400 ms, to Workbox"
    yield sheet.ratio(name, trip.seconds, other.seconds, SECONDS_LIMIT, "s")
    yield sheet.value("first set", seconds, "s", limit=FIRST_SET_LIMIT)
    stored, beside = ours.phone.stored(), compared.phone.stored()
    yield sheet.ratio("storage, to Workbox", stored, beside, STORAGE_LIMIT, "B")


def measure_large_install(stage: Stage, language: str, ours: Side) -> Iterator[Figure]:
    """Keep a large language, which is done only when the reader asks, over a fast line."""
    trip = ours.phone.keep(asking=stage.transfer(language) > UNASKED)
    yield from _wire_figures(stage, language, trip)


def _wire_figures(stage: Stage, language: str, trip: Trip) -> Iterator[Figure]:
    """Tell what went over the wire, and beside one stream of all text."""
    sheet = Sheet(_SUBJECT, language)
    stream = stage.one_stream(language)
    yield sheet.value("pages", len(stage.pages(language)))
    yield sheet.ratio("bytes, to one stream", trip.size, stream, STREAM_LIMIT, "B")
    yield sheet.value("bodies, to one stream", trip.body / stream, "x")
    yield sheet.value("of them heads of answers", trip.size - trip.body, "B")
    for kind in sorted({kind_of(exchange.path) for exchange in trip.exchanges}):
        size = sum(item.body for item in trip.exchanges if kind_of(item.path) == kind)
        if size > _NAMED * stream:
            yield sheet.value(f"of them {kind}", size, "B")


def kind_of(path: str) -> str:
    """Return what a file is to a phone: `pack`, `index`, `chunk`, or its own name."""
    parts = path.split("/")
    if parts[1] != "offline" or len(parts) < 5:
        return shortened(path)
    return parts[3] if parts[3] in ("pack", "index") else "chunks"
