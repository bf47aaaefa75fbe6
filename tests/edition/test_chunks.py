import hashlib
import json
from io import BytesIO

from pwa.edition.chunks import CHUNK_TARGET, Entry, make_chunks


def entry(url, topic="food", text="x"):
    return Entry(url, topic, {"main": text})


def test_lines_lie_where_the_places_say():
    (chunk,) = make_chunks([entry("/en/topics/b/", text="é" * 9), entry("/en/help/a/")])
    assert [url for url, _ in chunk.places] == ["/en/help/a/", "/en/topics/b/"]
    lines = BytesIO(chunk.body)
    for url, length in chunk.places:
        assert json.loads(lines.read(length))["url"] == url
    assert not lines.read()
    assert chunk.hash == hashlib.sha256(chunk.body).hexdigest()


def test_the_first_set_leads_the_pack_then_articles_lists_and_each_kind():
    pages = [
        *(entry("/en/resources/x/", "children"), entry("/en/articles/x/", "food")),
        *(entry("/en/articles/y/", "children"), entry("/en/", "pages")),
        *(entry("/en/saved/", "pages"), entry("/en/now/", "first")),
    ]
    assert [chunk.slot for chunk in make_chunks(pages)] == [
        *("first", "children-articles", "food-articles", "pages", "children-resources"),
    ]


def test_a_topic_has_the_fewest_slots_with_a_mean_below_the_target():
    pages = [entry(f"/en/articles/{n}/", text="x" * 10_000) for n in range(20)]
    total = sum(len(page.line()) for page in pages)
    slots = {chunk.slot for chunk in make_chunks(pages)}
    assert total / 2 > CHUNK_TARGET >= total / 4
    assert slots == {f"food-articles-{bits}" for bits in ("00", "01", "10", "11")}


def test_slots_depend_on_addresses_alone():
    pages = [entry(f"/en/articles/{n}/", text="x" * 10_000) for n in range(20)]
    changed = [entry(page.url, text="y" * 10_000) for page in reversed(pages)]
    assert [(c.slot, [p[0] for p in c.places]) for c in make_chunks(pages)] == [
        (c.slot, [p[0] for p in c.places]) for c in make_chunks(changed)
    ]
