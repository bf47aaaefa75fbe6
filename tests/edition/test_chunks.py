import hashlib
import json

from pwa.edition.chunks import CHUNK_TARGET, Entry, make_chunks


def entry(url, topic="food", text="x"):
    return Entry(url, topic, {"main": text})


def test_lines_lie_where_the_places_say():
    (chunk,) = make_chunks([entry("/en/b/", text="é" * 9), entry("/en/a/")])
    assert [url for url, _, _ in chunk.places] == ["/en/a/", "/en/b/"]
    for url, offset, length in chunk.places:
        assert json.loads(chunk.body[offset : offset + length])["url"] == url
    assert chunk.hash == hashlib.sha256(chunk.body).hexdigest()


def test_the_first_set_leads_the_pack():
    chunks = make_chunks([entry("/en/a/", "children"), entry("/en/now/", "first")])
    assert [chunk.topic for chunk in chunks] == ["first", "children"]


def test_a_topic_has_the_fewest_slots_with_a_mean_below_the_target():
    pages = [entry(f"/en/{n}/", text="x" * 10_000) for n in range(20)]
    total = sum(len(page.line()) for page in pages)
    slots = {chunk.slot for chunk in make_chunks(pages)}
    assert total / 2 > CHUNK_TARGET >= total / 4
    assert slots == {"food-00", "food-01", "food-10", "food-11"}


def test_slots_depend_on_addresses_alone():
    pages = [entry(f"/en/{n}/", text="x" * 10_000) for n in range(20)]
    changed = [entry(page.url, text="y" * 10_000) for page in reversed(pages)]
    assert [(c.slot, [p[0] for p in c.places]) for c in make_chunks(pages)] == [
        (c.slot, [p[0] for p in c.places]) for c in make_chunks(changed)
    ]
