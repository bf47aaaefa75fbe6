"""What building costs: from nothing, after one edit, and beside Workbox over the same pages."""

from collections.abc import Iterator

from tests.bench.baseline import make_baseline
from tests.bench.corpus import LANGUAGES
from tests.bench.figures import Figure, Sheet
from tests.bench.stage import Stage

WORKBOX_LIMIT = 2.0  # times Workbox and compression
EDIT_LIMIT = 0.1  # times a build from nothing
MEMORY_LIMIT = 2_000_000_000  # bytes

_ALL = "all"
_SHEET = Sheet("Building all languages, seconds of CPU", _ALL)


def measure_first_build(stage: Stage) -> Iterator[Figure]:
    """Build from nothing, and let Workbox do its part with the pages that came of it."""
    build = stage.build()
    cost = make_baseline(stage.site, stage.compared(_ALL), LANGUAGES)
    whole = cost.workbox + cost.compression
    pages = sum(len(stage.pages(language)) for language in LANGUAGES)
    yield _SHEET.value("pages", pages)
    yield _SHEET.ratio("to Workbox and compression", build.cpu, whole, WORKBOX_LIMIT, "s")
    yield _SHEET.value("Workbox alone, ready pages", cost.workbox, "s", "without compression")
    beside = f"Workbox {cost.memory:,} B"
    yield _SHEET.value("most memory", build.memory, "B", beside, limit=MEMORY_LIMIT)


def edit_figure(stage: Stage) -> Figure:
    """Tell of the second build, which followed one edit in one language."""
    first, second = stage.builds[:2]
    name = "after one edit, to from nothing"
    return _SHEET.ratio(name, second.cpu, first.cpu, EDIT_LIMIT, "s")
