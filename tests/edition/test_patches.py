"""Patches lead from any earlier file to the new one, in Python and in the worker alike."""

import json
import re
import shutil
import subprocess

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.cli.freeze import freeze
from pwa.edition.patches import apply_patch, make_patch
from pwa.errors import EditionError
from pwa.paths import WORKER_TEMPLATE
from tests.support.sites import MINIMAL, edit, edited_network

LINES = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])))


def body(lines) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


@given(LINES, LINES)
def test_a_patch_leads_from_any_lines_to_any_others(old, new):
    patch = make_patch(body(old), body(new))
    assert apply_patch(body(old), patch) == body(new)


@given(LINES.filter(bool), st.randoms())
def test_lines_that_only_moved_are_not_sent_again(lines, random):
    moved = random.sample(lines, len(lines))
    steps = json.loads(make_patch(body(lines), body(moved)))
    assert all(len(step) == 2 for step in steps)


def test_of_a_changed_line_only_what_changed_is_sent():
    kept = '"main":"one \U0001f331 word and all that follows '
    old = body([f'{{"url":"/en/a/",{kept}more and again what follows it, at length"}}', "x"])
    new = body([f'{{"url":"/en/a/",{kept}less and again what follows it, at size"}}', "x"])
    patch = make_patch(old, new)
    sent = [step for step in json.loads(patch) if isinstance(step, str)]
    assert sent == ["less ", 'size"}\n']
    assert apply_patch(old, patch) == new


def test_a_change_in_two_places_far_apart_sends_two_words():
    cards = "".join(f"<li><h3>Name {number}</h3><p>Text {number}.</p>" for number in range(2000))
    rows = "".join(f'["name {number}",[1,2,3]],' for number in range(2000))
    old = body([f'{{"url":"/en/resources/","main":"{cards}{rows}"}}'])
    new = old.replace(b"Name 77<", b"Changed 77<").replace(b'"name 77"', b'"changed 77"')
    patch = make_patch(old, new)
    assert apply_patch(old, patch) == new
    assert len(patch) < 120


WORDS = st.lists(st.sampled_from(["aaaaaaaaaaaaaaaaaa ", "bbbb ", "c", "\U0001f331,", "dddd>"]))


@given(WORDS, WORDS)
def test_a_patch_rewrites_any_line(old, new):
    lines = body([f'{{"url":"/",{"".join(old)}']), body([f'{{"url":"/",{"".join(new)}'])
    assert apply_patch(lines[0], make_patch(*lines)) == lines[1]


HOSTILE = ["$&", "\u2028", "\r", '"', "</main>", "\U0001f331", "\\n", "", "a"]


@pytest.mark.parametrize(
    "new",
    [
        *(HOSTILE, HOSTILE[::-1], [], ["x", *HOSTILE, "y"], HOSTILE[3:5]),
        *(["a,\U0001f331b,c"], ["a,\U0001f332b,c", "$&,"], ["a,", "a,\U0001f331,c"]),
    ],
)
def test_the_worker_patches_as_python_does(new):
    old = body([*HOSTILE, "a,\U0001f331\U0001f331,c", "$&,$'"])
    patch = make_patch(old, body(new)).decode()
    source = (WORKER_TEMPLATE / "fetching.js").read_text("utf-8")
    (function,) = re.findall(r"^const patched = .*?^};$", source, re.MULTILINE | re.DOTALL)
    call = f"{function} process.stdout.write(patched({json.dumps(old.decode())}, {patch}))"
    result = subprocess.run(["node", "-e", call], capture_output=True, check=True)
    assert result.stdout == body(new)


def patches(edition):
    offline = edition / "site" / "offline"
    return sorted(path.relative_to(offline).as_posix() for path in offline.rglob("*.from.*.json"))


def wire_size(site, url):
    compressed = site / f"{url}.br"
    return (compressed if compressed.exists() else site / url).stat().st_size


def test_one_word_costs_a_manifest_and_two_patches(tmp_path):
    content = edited_network(tmp_path / "content", {})
    freeze(content, tmp_path / "editions", sequence=1)
    edit(content / "articles/mutual-aid/en.md", "\n## ", "\nWord.\n\n## ")
    edition = freeze(content, tmp_path / "editions", sequence=2)
    english = [name for name in patches(edition) if name.startswith("en/")]
    assert [name.split("/")[1] for name in english] == ["index", "resilience-articles"]
    site = edition / "site" / "offline"
    assert sum(wire_size(site, name) for name in ["en.json", *english]) <= 2_000


def test_patches_of_many_chunks_are_also_had_in_one_file(network):
    content, editions = network
    edit(content / "resources/helpline-directory.yaml", "Find A Helpline", "Find Some Helpline")
    edition = freeze(content, editions, sequence=2)
    found = {name.split("/")[1]: name for name in patches(edition) if name.startswith("en/")}
    offline = edition / "site" / "offline"
    bundle = json.loads((offline / found.pop("patches")).read_text("utf-8"))
    del found["index"]
    assert len(found) > 2
    assert bundle == {
        slot: json.loads((offline / name).read_text("utf-8")) for slot, name in found.items()
    }


@pytest.fixture
def small(tmp_path):
    """A small network, and a file of it to edit."""
    content = tmp_path / "content"
    shutil.copytree(MINIMAL, content)
    (topic,) = (content / "topics").glob("*.toml")
    return content, topic


def test_patches_lead_from_each_of_the_last_eight_editions(tmp_path, small):
    content, topic = small
    indexes: dict[str, bytes] = {}
    for sequence in range(11):
        edit(topic, 'en = "', f'en = "{sequence} ')
        edition = freeze(content, tmp_path / "editions", sequence=sequence)
        for path in (edition / "site/offline/en/index").glob("*.json"):
            indexes.setdefault(path.stem, path.read_bytes())
    found = [name for name in patches(edition) if name.startswith("en/index/")]
    assert len(found) == 8
    assert len(list((tmp_path / "editions/history").iterdir())) == 8
    for name in found:
        new, _, old = name.rpartition("/")[2].removesuffix(".json").partition(".from.")
        patch = (edition / "site/offline" / name).read_bytes()
        assert apply_patch(indexes[old], patch) == indexes[new]
        assert len(brotli.compress(patch)) < len(brotli.compress(indexes[new]))


def test_a_named_edition_is_a_base_and_a_wrong_folder_is_named(tmp_path, small):
    content, topic = small
    first = freeze(content, tmp_path / "one", sequence=1)
    edit(topic, 'en = "', 'en = "New ')
    named = freeze(content, tmp_path / "two", sequence=2, previous=[first])
    again = freeze(content, tmp_path / "three", sequence=2, previous=[first / "site"])
    assert patches(named) == patches(again) != []
    with pytest.raises(EditionError, match="found no edition, expected a folder that"):
        freeze(content, tmp_path / "four", sequence=3, previous=[tmp_path])
