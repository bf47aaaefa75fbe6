"""Whatever people do to a file: a network is read, or its problems are told."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pwa.content.load import load_network
from pwa.errors import ContentError
from pwa.paths import STARTER_CONTENT

DEPTH = 400_000  # bytes of nothing but opening brackets
EXAMPLES = int(os.environ.get("TADAMUN_FUZZ_EXAMPLES", "500"))

# One file of each kind, taken from the starter network; together they load.
FILES = (
    "network.toml",
    "places.toml",
    "topics/housing.toml",
    "articles/first-nights/en.md",
    "organizations/lifeline-peers.yaml",
    "resources/peer-lifeline.yaml",
)
NASTY = [
    *(b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\r", b"\x1b[31m", b"\t", b"\n", b"---\n", b"...\n"),
    *(
        text.encode()
        for text in ("\u202e", "\u2066", "\ue000", "\x85", "\u2028", "\ufeff", "𝕏", "٣")
    ),
    *(b"~", b"null", b"true", b"-1", b"1.5", b"inf", b"nan", b"1e999", b"0x" + b"f" * 5000),
    *(b"9" * 90, b"9" * 5000, b"1_0", b"2026-02-30", b"2026-01-01T00:00:00+99:99", b"25:61"),
    *(b'""', b"''", b'"""', b"'''", b'"\\ud800"', b'"\\U0000e000"', b'"\\x00"', b"'", b'"'),
    *(b"[", b"]", b"{", b"}", b"{}", b"[]", b"[[x]]", b"a = ", b"a: ", b"? ", b"- ", b": ", b"= "),
    *(
        b"&a ",
        b"*a",
        b"<<: *a",
        b"%YAML 9.9\n",
        b"!!python/object/apply:os.abort []",
        b"!!binary x",
    ),
    *(
        b"!!set {x}",
        b"!<tag:x> ",
        b"| ",
        b">-\n",
        b"#",
        b"a.b.c",
        b"..",
        b"/",
        b"\\",
        b"%s",
        b"{0}",
    ),
    *(
        b"<b>",
        b"<!--",
        b"[x](javascript:x)",
        b"![](",
        b"![x](y.png)",
        b"![x](" + b"y" * 300 + b".png)",
    ),
    *(
        b"{.critical}\n",
        b"{#x}",
        b"&#xE000;",
        b"# ",
        b"###### ",
        b"```\n",
        b"![" * 400,
        b"> " * 400,
    ),
    *(b"[" * 100_000, b"{a: " * 100_000, b"[{" * 50_000, b"a." * 50_000, b"- " * 50_000),
]


def _cut(data, start, length, _):
    return data[:start] + data[start + length :]


def _insert(data, start, _, nasty):
    return data[:start] + nasty + data[start:]


def _replace(data, start, length, nasty):
    return data[:start] + nasty + data[start + length :]


def _repeat(data, start, length, _):
    return data[: start + length] + data[start:]


def _swap(data, start, length, _):
    first, second = data[start : start + length], data[start + length : start + 2 * length]
    return data[:start] + second + first + data[start + 2 * length :]


def _line(change):
    """Make a change of bytes one of lines."""

    def changed(data, start, length, nasty):
        lines = data.splitlines(keepends=True)
        return b"".join(change(lines, start % (len(lines) + 1), length % 4, [nasty + b"\n"]))

    return changed


def _value(data, start, _, nasty):
    """Put something else behind the next colon or equals sign."""
    begin = max(data.find(b": ", start), data.find(b"= ", start)) + 2
    end = data.find(b"\n", begin)
    return data[:begin] + nasty + data[end:]


BYTE_CHANGES = (_cut, _insert, _replace, _repeat, _swap)
CHANGES = (*BYTE_CHANGES, *map(_line, BYTE_CHANGES), _value, _value)
change = st.tuples(
    st.sampled_from(CHANGES),
    st.integers(0, 8000),  # where: beyond the end is the end
    st.integers(0, 60),
    st.one_of(st.sampled_from(NASTY), st.binary(max_size=8), st.text(max_size=8).map(str.encode)),
)


@pytest.fixture(scope="module")
def reduced(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz")
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STARTER_CONTENT / name, folder / name)
    return folder


def outcome(folder):
    """Return line and text of every problem; any other exception is what the test looks for."""
    try:
        load_network(folder)
    except ContentError as error:
        assert error.problems  # noqa: PT017 - not what is expected, but what is allowed
        return [(problem.line, str(problem)) for problem in error.problems]
    return []


def test_the_reduced_network_loads(reduced):
    network = load_network(reduced)
    assert len(network.articles) == len(network.services) == len(network.topics) == 1


@pytest.mark.parametrize("name", FILES)
def test_deep_nesting_does_not_end_the_interpreter(reduced, name):
    """In a process of its own, since a stack that overflows takes the tests with it."""
    data = (reduced / name).read_bytes()
    units = [b"[", b"{a: ", b"{a = ", b"[[", b"- ", b"? ", b"a.", b"> ", b"![", b"{"]
    code = (
        "import sys\nfrom pathlib import Path\nfrom pwa.content.load import load_network\n"
        "from pwa.errors import ContentError\n"
        f"path = Path({str(reduced / name)!r})\n"
        f"for unit in {units!r}:\n"
        "    for start in (b'---\\na: ', b'a = ', b''):\n"
        f"        path.write_bytes(start + unit * ({DEPTH} // len(unit)))\n"
        f"        try: load_network(Path({str(reduced)!r}))\n"
        "        except ContentError: print('told')\n"
    )
    try:
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    finally:
        (reduced / name).write_bytes(data)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count("told") == 3 * len(units)


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)
@given(name=st.sampled_from(FILES), changes=st.lists(change, min_size=1, max_size=4))
@example(name=FILES[2], changes=[(_value, 0, 0, b"0x" + b"f" * 5000)])
@example(name=FILES[3], changes=[(_insert, 8000, 0, b"![x](" + b"y" * 300 + b".png)")])
@example(name=FILES[4], changes=[(_insert, 0, 0, "a: '\x85'\n".encode())])
def test_no_edit_of_a_file_is_answered_with_a_traceback(reduced, name, changes):
    path = reduced / name
    original = path.read_bytes()
    changed = original
    for edit, start, length, nasty in changes:
        changed = edit(changed, start, length, nasty)
    path.write_bytes(changed)
    start = time.perf_counter()
    try:
        told = outcome(reduced)
    finally:
        path.write_bytes(original)
    assert time.perf_counter() - start < 10  # seconds
    assert all(1 <= line <= changed.count(b"\n") + 2 for line, _ in told)
    assert all(len(text.splitlines()) == 1 for _, text in told)
