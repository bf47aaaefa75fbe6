import json
import random
from itertools import accumulate

import brotli
import pytest

from pwa.cli.freeze import freeze
from pwa.edition.compression import quick_ends
from pwa.edition.packs import MOST_RESTS, rest_starts
from tests.support.sites import edit


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


ONE_WORD = ("articles/mutual-aid/en.md", "\n## ", "\nWord.\n\n## ")


def told(edition):
    """The manifest of English, and the rows of its index."""
    offline = edition / "site" / "offline"
    manifest = json.loads((offline / "en.json").read_text("utf-8"))
    index = offline / "en" / "index" / f"{manifest['index']}.json"
    _, *rows = (json.loads(line) for line in index.read_text("utf-8").splitlines())
    return manifest, rows


def test_after_an_edit_the_pack_is_the_one_before_and_a_patch_mends_it(network):
    content, editions = network
    before, rows_before = told((editions / "current").resolve())
    edit(content / ONE_WORD[0], *ONE_WORD[1:])
    edition = freeze(content, editions, sequence=2)
    after, rows = told(edition)
    assert (after["pack"], after["rests"]) == (before["pack"], before["rests"])
    ((slot, _, name, _, _, _, held, length),) = [row for row in rows if len(row) > 6]
    assert [held, length] == next([row[2], row[3]] for row in rows_before if row[0] == slot)
    offline = edition / "site" / "offline" / "en"
    fetched = (
        offline / "index" / f"{after['index']}.json",
        offline / "pack" / f"{after['pack']}.json",
        offline / slot / f"{name}.from.{held}.json",
    )
    sizes = [len(brotli.compress(path.read_bytes())) for path in fetched]
    assert after["transfer_bytes"] == sum(sizes)
    edit(content / ONE_WORD[0], "Word.", "Some word.")
    again, rows = told(freeze(content, editions, sequence=3))
    assert again["pack"] == before["pack"]
    assert [row[6] for row in rows if len(row) > 6] == [held]


def test_an_edit_that_is_taken_back_leaves_nothing_to_mend(network):
    content, editions = network
    before, _ = told((editions / "current").resolve())
    edit(content / ONE_WORD[0], *ONE_WORD[1:])
    freeze(content, editions, sequence=2)
    edit(content / ONE_WORD[0], "\nWord.\n\n## ", "\n## ")
    after, rows = told(freeze(content, editions, sequence=3))
    assert after["index"] == before["index"]
    assert {len(row) for row in rows} == {6}


def much(content):
    letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=3000)
    edit(content / ONE_WORD[0], "\n## ", f"\n{''.join(letters)}\n\n## ")


def what_is_read_first(content):
    edit(content / "resources/helpline-directory.yaml", "Find A Helpline", "Find Some Helpline")


def another_topic(content):
    for path in (content / "articles/mutual-aid").glob("*.md"):
        edit(path, "topic: resilience", "topic: voice")


@pytest.mark.parametrize("change", [much, what_is_read_first, another_topic])
def test_where_patches_would_not_do_a_new_pack_is_made(network, change):
    content, editions = network
    before, _ = told((editions / "current").resolve())
    change(content)
    after, rows = told(freeze(content, editions, sequence=2))
    assert after["pack"] != before["pack"]
    assert {len(row) for row in rows} == {6}


def test_the_pack_depends_on_the_named_editions_alone(network, tmp_path):
    content, editions = network
    previous = [(editions / "current").resolve()]
    edit(content / ONE_WORD[0], *ONE_WORD[1:])
    here = freeze(content, editions, sequence=2, previous=previous)
    elsewhere = freeze(content, tmp_path / "elsewhere", sequence=2, previous=previous)
    assert here.name == elsewhere.name
    alone, _ = told(freeze(content, tmp_path / "alone", sequence=2))
    assert alone["pack"] != told(here)[0]["pack"]
