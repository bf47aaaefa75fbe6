"""Lines of keys, which neither parser tells by itself."""

import subprocess
import sys

import pytest

from pwa.content.syntax import SyntaxFault, parse_toml, parse_yaml

TOML = '''\
# A comment with = and [brackets]
name = "a = [1]"
"quoted key" = 1

text = """
fake = 1
[[fake]]
"""
list = [
  "first",  # ] a bracket in a comment
  ["second",
   "nested"],
]
inline = {one = 1, two = {three = 3}}
dotted.key = 1.5

[table]
key = 2026-11-23T07:32:00Z
[table.below]
other = 'single ]'

[[items]]
id = "a"
[items.name]
en = "A"
[[items]]
id = "b"
[items.name]
en = "B"
[[items.parts]]
size = 1
'''
YAML = """\
name: {en: One,
       ar: Two}
list:
- first
-
  second: x

text: |
  fake: 1
  fake: 2
last: "quoted
  over lines"
end: 1
"""


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("name",), 2),
        (("quoted key",), 3),
        (("text",), 5),
        (("list",), 9),
        (("list", 0), 10),
        (("list", 1), 11),
        (("list", 1, 1), 12),
        (("inline",), 14),
        (("inline", "two", "three"), 14),
        (("dotted", "key"), 15),
        (("table",), 17),
        (("table", "key"), 18),
        (("table", "below", "other"), 20),
        (("items", 0, "id"), 23),
        (("items", 0, "name", "en"), 25),
        (("items", 1), 26),
        (("items", 1, "name", "en"), 29),
        (("items", 1, "parts", 0, "size"), 31),
    ],
)
def test_toml_keys_and_items_have_their_line(loc, line):
    assert parse_toml(TOML)[1][loc] == line


def test_toml_lines_are_those_of_the_data():
    data, lines = parse_toml(TOML)
    assert set(lines) - {()} == set(_locs(data))


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("name", "en"), 1),
        (("name", "ar"), 2),
        (("list", 0), 4),
        (("list", 1, "second"), 6),
        (("text",), 8),
        (("last",), 11),
        (("end",), 13),
    ],
)
def test_yaml_keys_and_items_have_their_line(loc, line):
    assert parse_yaml(YAML)[1][loc] == line
    assert parse_yaml(YAML, first_line=5)[1][loc] == line + 4


def test_yaml_values_stay_as_they_are_written():
    data, _ = parse_yaml("a: NO\nb: 012\nc: 10:00\nd: null\ne:\nf: !!python/object:os.x y\n")
    assert data == {"a": "NO", "b": "012", "c": "10:00", "d": "null", "e": "", "f": "y"}


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: 1\nb: c: d", 2, "a colon too many"),
        ('a: 1\nb: "open\nc: 1\n', 2, "unexpected end of stream"),
        ("a: [1, 2\nb: 1", 2, "no ',' or ']'"),
        ("a: &x 1\nb: 2\nc: *x", 1, "an alias (*name)"),
        ("a: *x", 1, "undefined alias"),
        ("a: 1\na: 2", 2, "the key a a second time"),
        ("- a", 1, "no keys"),
        ("a: 1\n--- \nb: 1", 2, "another document"),
        ("? [a]\n: 1", 1, "a list or mapping as a key"),
    ],
)
def test_yaml_faults_say_what_was_found_and_where(text, line, found):
    with pytest.raises(SyntaxFault) as caught:
        parse_yaml(text)
    assert (caught.value.line, caught.value.found) == (line, found)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a = 1\na = 2", 2, "a key a second time"),
        ("a = 1\nb 2", 2, "something else"),
        ("a = 1\nb = [1\n", 3, "unclosed array"),
        ('a = """\nopen', 2, "unterminated string"),
        ("a = 1\nb = " + "9" * 5000, 2, "99999999999999999999… without quotes"),
        ("a = 0x" + "f" * 5000, 1, "0xffffffffffffffffff… without quotes"),
        ("\n" + ".".join("a" * 30) + " = 1", 2, "too many levels"),
        ("[" + ".".join("a" * 30) + "]", 1, "too many levels"),
        ("a = 2026-02-30", 1, "invalid date or datetime"),
    ],
)
def test_toml_faults_say_what_was_found_and_where(text, line, found):
    with pytest.raises(SyntaxFault) as caught:
        parse_toml(text)
    assert (caught.value.line, caught.value.found) == (line, found)


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        ("parse_yaml", "'a: ' + '[' * 400_000"),
        ("parse_yaml", "'{a: ' * 200_000"),
        ("parse_yaml", "''.join(f'{\" \" * i}a:\\n' for i in range(1000))"),
        ("parse_yaml", "'- ' * 400_000"),
        ("parse_yaml", "'? ' * 400_000"),
        ("parse_toml", "'a = ' + '[' * 400_000"),
        ("parse_toml", "'a = ' + '{a = ' * 200_000"),
        ("parse_toml", "'a.' * 400_000 + 'a = 1'"),
        ("parse_toml", "'[' + 'a.' * 400_000 + 'a]'"),
        ("parse_toml", "'[' * 900_000"),
    ],
)
def test_deep_nesting_is_a_fault_and_no_crash(parse, text):
    """In a process of its own: a parser that recurses in C would end the interpreter."""
    code = (
        f"from pwa.content.syntax import SyntaxFault, {parse}\n"
        f"try: {parse}({text})\nexcept SyntaxFault as fault: print(fault.found)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip()


def _locs(value, loc=()):
    if loc:
        yield loc
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _locs(item, (*loc, key))
