import pytest
from pydantic import TypeAdapter

from pwa.content.documents import Reader
from pwa.content.network import Topic

TOPIC = TypeAdapter(Topic)
GOOD = b'order = 1\nicon = "people"\nname = {en = "Name"}\ndescription = {en = "Text"}\n'


@pytest.fixture
def read(tmp_path):
    """Read bytes as a file of the given name; return the document and what was reported."""

    def reading(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        reader = Reader(tmp_path)
        form = {".toml": reader.toml, ".yaml": reader.yaml, ".md": reader.front_matter}
        document = form[path.suffix](path)
        return document, [(item.line, item.field, item.found) for item in reader.problems]

    return reading


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", (1, "file", "an empty file")),
        (b" \n\n", (1, "file", "an empty file")),
        (b"a = 1\nb = '\xff'", (2, "file", "the byte 0xff")),
        (b"a = 1\nb = '\xed\xa0\x80'", (2, "file", "the byte 0xed")),
        (b"a = 1\n\x00", (2, "file", "the character U+0000")),
        (b"a = '\x1b[31m'", (1, "file", "the character U+001B")),
        ("a = '\x85'".encode(), (1, "file", "the character U+0085")),
        ("a = 1\n\nb = '\u202e'".encode(), (3, "file", "the character U+202E")),
        ("a = '\ue000'".encode(), (1, "file", "the character U+E000")),
        (b"a" * 1_000_001, (1, "file", "1000001 bytes")),
    ],
)
def test_files_that_are_no_visible_text_are_refused(read, content, problem):
    assert read("a.toml", content) == (None, [problem])


@pytest.mark.parametrize("character", ["\u200c", "\u200d", "\u2066", "\u2069", "\u00ad", "\t"])
def test_characters_that_scripts_need_are_kept(read, character):
    """A71: isolates stay; zero-width joiners shape Arabic and Persian words"""
    document, problems = read("a.yaml", f"a: 'x{character}y'".encode())
    assert (document.data, problems) == ({"a": f"x{character}y"}, [])


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(read):
    document, problems = read("a.toml", b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert (document.data, problems) == ({"a": 1, "b": 2}, [])
    assert document.lines[("b",)] == 2


def test_front_matter_is_cut_from_the_body_with_the_lines_of_both(read):
    document, _ = read("en.md", b"---\ntitle: One\n# note\ntopic: two\n---\n\nText\n---\nmore\n")
    assert document.data == {"title": "One", "topic": "two"}
    assert document.lines[("topic",)] == 4
    assert (document.body, document.body_line) == ("\nText\n---\nmore\n", 6)


@pytest.mark.parametrize(
    "content", [b"Text", b"\n---\na: b\n---\n", b"---\na: b\n", b"---\n---\n", b"---\na: b\n----\n"]
)
def test_a_text_without_front_matter_is_reported(read, content):
    assert read("en.md", content) == (None, [(1, "file", "no front matter")])


def test_front_matter_may_be_all_there_is(read):
    document, problems = read("en.md", b"--- \na: b\n---")
    assert (document.data, document.body, problems) == ({"a": "b"}, "", [])


def test_a_fault_in_the_front_matter_has_its_line_in_the_file(read):
    assert read("en.md", b"---\na: b\nc: d: e\n---\n") == (
        None,
        [(3, "syntax", "a colon too many")],
    )


def checked(tmp_path, content, **extra):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    reader = Reader(tmp_path)
    document = reader.toml(path)
    assert document
    model = reader.validate(TOPIC, document, **{"id": "a", **extra})
    return model, [str(problem) for problem in reader.problems]


def test_a_good_document_becomes_its_model(tmp_path):
    model, problems = checked(tmp_path, GOOD)
    assert (model.id, model.order, problems) == ("a", 1, [])


def test_every_field_is_reported_at_its_line(tmp_path):
    content = GOOD.replace(b"1", b"'x'") + b'color = "red"\nneeds = ["talk",\n"money"]\n'
    _, problems = checked(tmp_path, content)
    assert [problem.partition(": found")[0] for problem in problems] == [
        "a.toml:1: order",
        "a.toml:7: needs.1",
        "a.toml:5: color",
    ]


def test_what_follows_from_the_file_name_does_not_stand_in_it(tmp_path):
    model, problems = checked(tmp_path, GOOD + b'id = "a"\n')
    assert model is None
    assert problems == [
        "a.toml:5: id: found the key id, expected no such key: it follows from the file"
    ]


def test_a_list_of_nothing_but_mistakes_is_not_called_empty(tmp_path):
    content = GOOD.replace(b'{en = "Name"}', b'{xx = "Name"}')
    _, problems = checked(tmp_path, content)
    assert [problem.partition(": found")[0] for problem in problems] == ["a.toml:3: name.xx"]


def test_what_was_found_is_shortened(tmp_path):
    _, (problem,) = checked(tmp_path, GOOD.replace(b"people", b"P" * 500))
    assert len(problem) < 200


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("'x'", "a whole number"),
        ("1.5", "a whole number"),
        ("inf", "a whole number"),
        ("2026-01-01", "a whole number"),
    ],
)
def test_wrong_types_are_told_in_words(tmp_path, value, expected):
    _, (problem,) = checked(tmp_path, GOOD.replace(b"1", value.encode()))
    assert problem.endswith(f", expected {expected}")
