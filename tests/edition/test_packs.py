from itertools import accumulate

from pwa.edition.compression import quick_ends
from pwa.edition.packs import MOST_RESTS, rest_starts


def ends(*sizes):
    return [*accumulate(sizes)]


def test_a_short_pack_has_no_rests():
    assert [*rest_starts(ends(4_000, 5_000))] == []


def test_a_rest_begins_once_every_10_kb():
    assert [*rest_starts(ends(*[3_000] * 12))] == [4, 7, 10]


def test_long_chunks_are_each_begun_with():
    assert [*rest_starts(ends(*[25_000] * 5))] == [1, 2, 3, 4]


def test_the_first_chunk_is_what_the_whole_pack_begins_with():
    assert 0 not in rest_starts(ends(90_000, 10))


def test_a_long_pack_has_few_rests():
    starts = [*rest_starts(ends(*[9_000] * 100))]
    assert len(starts) < MOST_RESTS
    assert starts[-1] > 85


def test_ends_are_told_from_a_stream_as_long_as_the_whole():
    pieces = [bytes(range(256)) * 4, bytes(range(256)) * 40, bytes(reversed(range(256)))]
    first, again, last = quick_ends(pieces)
    assert 200 < first < 600  # the bytes themselves
    assert again - first < 100  # which were there before
    assert 200 < last - again < 400  # others
