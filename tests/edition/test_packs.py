import pytest

from pwa.edition.chunks import Chunk
from pwa.edition.packs import MOST_RESTS, rest_starts


def chunks(*sizes):
    return [Chunk(f"c-{number}", "c", b"x" * size, ()) for number, size in enumerate(sizes)]


def test_a_short_pack_has_no_rests():
    assert [*rest_starts(chunks(40_000, 40_000), 19_000)] == []


def test_at_most_some_20_kb_lie_between_two_starts():
    assert [*rest_starts(chunks(*[10_000] * 10), 100_000)] == [2, 4, 6, 8]


def test_a_long_pack_has_few_rests():
    assert len([*rest_starts(chunks(*[10_000] * 100), 900_000)]) < MOST_RESTS


@pytest.mark.parametrize("sizes", [(90_000, 10), (10, 90_000), (1,)])
def test_a_rest_begins_after_the_first_chunk(sizes):
    assert 0 not in rest_starts(chunks(*sizes), 90_000)
