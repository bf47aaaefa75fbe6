"""One file: read safely, parsed, with the line of every field kept for messages."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pwa.errors import Problem

Loc = tuple[int | str, ...]
Model = TypeVar("Model")

_SIZE_LIMIT = 1_000_000  # bytes
_DEPTH_LIMIT = 20
# Control characters, private use (the edition's marks), and controls that reorder what is read.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ue000-\uf8ff\ufffe\uffff]")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n?(.*)\Z", re.DOTALL)
_TOML_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_TOML_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")


@dataclass(frozen=True)
class Document:
    file: str
    data: dict[str, Any]
    lines: dict[Loc, int]
    text: str
    body: str = ""
    body_line: int = 1

    def problem(self, loc: Loc, found: str, expected: str) -> Problem:
        known = loc
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.file, self.lines.get(known, 1), _dotted(loc), found, expected)


class Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def report(
        self, path: Path, found: str, expected: str, *, line: int = 1, at: str = "file"
    ) -> None:
        self.problems.append(Problem(self.name(path), line, at, found, expected))

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def files(self, pattern: str) -> Iterator[Path]:
        """Yield the matching files in order, leaving out hidden ones."""
        for path in sorted(self.folder.glob(pattern)):
            if path.name.startswith("."):
                continue
            if not path.resolve().is_relative_to(self.folder.resolve()):
                self.report(path, "a link that leaves the content folder", "a file inside it")
            elif path.is_file():
                yield path

    def toml(self, path: Path) -> Document | None:
        return self._document(path, _parse_toml)

    def yaml(self, path: Path) -> Document | None:
        return self._document(path, _parse_yaml)

    def front_matter(self, path: Path) -> Document | None:
        """Read a Markdown file that starts with YAML between two lines of three hyphens."""
        text = self._text(path)
        if text is None:
            return None
        match = _FRONT_MATTER.match(text)
        if match is None:
            self.report(path, "no front matter", "YAML between two lines of ---, then the text")
            return None
        document = self._parse(path, match[1], _parse_yaml, first_line=2)
        if document is None:
            return None
        body_line = text.count("\n", 0, match.start(2)) + 1
        return Document(document.file, document.data, document.lines, text, match[2], body_line)

    def validate(
        self, adapter: TypeAdapter[Model], document: Document, **extra: object
    ) -> Model | None:
        """Return the model of a document, or report everything that is wrong with it.

        `extra` are fields that do not stand in the file, such as its id.
        """
        clashes = [key for key in extra if key in document.data]
        for key in clashes:
            self.problems.append(
                document.problem((key,), f"the key {key}", "no such key: the file name says it")
            )
        try:
            model = adapter.validate_python({**document.data, **extra})
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                found, expected = _in_words(fault)
                self.problems.append(document.problem(fault["loc"], found, expected))
            return None
        return None if clashes else model

    def _document(self, path: Path, parse: "_Parser") -> Document | None:
        text = self._text(path)
        return None if text is None else self._parse(path, text, parse)

    def _parse(
        self, path: Path, text: str, parse: "_Parser", first_line: int = 1
    ) -> Document | None:
        try:
            data, lines = parse(text, first_line)
        except _SyntaxFault as fault:
            self.report(path, fault.found, fault.expected, line=fault.line, at="syntax")
            return None
        return Document(self.name(path), data, lines, text)

    def _text(self, path: Path) -> str | None:
        raw = path.read_bytes()
        if len(raw) > _SIZE_LIMIT:
            self.report(path, f"{len(raw)} bytes", f"at most {_SIZE_LIMIT} bytes")
            return None
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.report(path, f"the byte 0x{raw[error.start]:02x}", "text in UTF-8", line=line)
            return None
        if not text.strip():
            self.report(path, "an empty file", "content")
            return None
        if hidden := _FORBIDDEN.search(text):
            line = text.count("\n", 0, hidden.start()) + 1
            self.report(path, f"the character U+{ord(hidden[0]):04X}", "visible text", line=line)
            return None
        return text


_Parser = Callable[[str, int], tuple[dict[str, Any], dict[Loc, int]]]


@dataclass
class _SyntaxFault(Exception):
    line: int
    found: str
    expected: str


@dataclass
class _YamlWalk:
    """Turns nodes into data; every scalar stays text: the field it fills gives it its type."""

    first_line: int
    lines: dict[Loc, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, loc: Loc = ()) -> Any:
        line = node.start_mark.line + self.first_line
        self.lines.setdefault(loc, line)
        if id(node) in self.seen:
            raise _SyntaxFault(line, "an alias (*name)", "the value written out")
        self.seen.add(id(node))
        if len(loc) > _DEPTH_LIMIT:
            raise _SyntaxFault(line, "too many levels", f"at most {_DEPTH_LIMIT}")
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        return node.value

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            key = key_node.value
            if not isinstance(key, str):
                raise _SyntaxFault(line, "a list or mapping as a key", "a word")
            if key in data:
                raise _SyntaxFault(line, f"the key {key} a second time", "each key once")
            self.lines[(*loc, key)] = line
            data[key] = self.value(value_node, (*loc, key))
        return data


def _parse_yaml(text: str, first_line: int) -> tuple[dict[str, Any], dict[Loc, int]]:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH_LIMIT:
                line = (event.start_mark.line if event.start_mark else 0) + first_line
                raise _SyntaxFault(line, "too many levels", f"at most {_DEPTH_LIMIT}")
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise _SyntaxFault(line, error.problem or "broken YAML", "valid YAML") from error
    except yaml.YAMLError as error:
        raise _SyntaxFault(first_line, str(error), "valid YAML") from error
    walk = _YamlWalk(first_line)
    data = walk.value(node) if node is not None else None
    if not isinstance(data, dict):
        raise _SyntaxFault(first_line, "no keys", "lines of the form key: value")
    return data, walk.lines


def _parse_toml(text: str, first_line: int) -> tuple[dict[str, Any], dict[Loc, int]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        last = text.count("\n") + 1
        raise _SyntaxFault(int(line[1]) if line else last, message, "valid TOML") from error
    except RecursionError as error:
        raise _SyntaxFault(first_line, "too many levels", f"at most {_DEPTH_LIMIT}") from error
    return data, _toml_lines(text)


def _toml_lines(text: str) -> dict[Loc, int]:
    """Return the line of each key. `tomllib` gives none, so tables and keys are found by form."""
    lines: dict[Loc, int] = {(): 1}
    counts: dict[Loc, int] = {}
    table: Loc = ()
    quoted = False  # inside a text of several lines
    for number, line in enumerate(text.split("\n"), 1):
        if not quoted:
            if header := _TOML_TABLE.match(line):
                table = _toml_path(header[2])
                if header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                elif len(table) > 1 and table[:-1] in counts:
                    table = (*table[:-1], counts[table[:-1]], table[-1])
                lines.setdefault(table, number)
            elif key := _TOML_KEY.match(line):
                lines.setdefault((*table, *_toml_path(key[1])), number)
        quoted ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return lines


def _toml_path(name: str) -> Loc:
    if name[:1] in "\"'":
        return (name[1:-1],)
    return tuple(part.strip() for part in name.split("."))


def _in_words(fault: Any) -> tuple[str, str]:
    found = repr(fault["input"])
    found = found if len(found) <= 60 else found[:57] + "…"
    message = str(fault["msg"])
    match fault["type"]:
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return "nothing", "a value: this key is required"
        case "unexpected_keyword_argument" | "extra_forbidden":
            return "an unknown key", "one of the keys that docs/content.md lists"
        case "literal_error":
            return found, str(fault["ctx"]["expected"])
        case "string_type":
            return found, "text"
        case "string_too_short" | "too_short":
            return "nothing", "at least one character or item"
        case "string_pattern_mismatch":
            return found, f"the form {fault['ctx']['pattern']}"
        case "dict_type" | "dataclass_type" | "dataclass_exact_type":
            return found, "keys with values below this one"
        case "tuple_type":
            return found, "a list"
        case "value_error":
            return found, message.removeprefix("Value error, ")
    return found, message.removeprefix("Input should be ")


def _dotted(loc: Loc) -> str:
    return ".".join(str(part) for part in loc if part != "[key]") or "file"
