"""One file: read safely, parsed, with the line of every field kept for messages."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pwa.content.fields import FORMS, HIDDEN
from pwa.content.syntax import Loc, SyntaxFault, parse_toml, parse_yaml
from pwa.errors import Problem

Model = TypeVar("Model")
_Parser = Callable[[str, int], tuple[dict[str, Any], dict[Loc, int]]]

_SIZE_LIMIT = 1_000_000  # bytes
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?\Z", re.DOTALL)
# What a field wants, by the start of pydantic's name for the error.
_KINDS = {
    "string": "text",
    "int": "a whole number",
    "finite": "a whole number",
    "bool": "true or false",
    "date": "a date such as 2026-11-23",
    "time": "a time such as 09:30",
    "dict": "keys with values below this one",
    "dataclass": "keys with values below this one",
    "tuple": "a list",
}


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or as it was before."""
    whole = path.with_name(f"{path.name}.new")
    whole.write_bytes(content)
    whole.replace(path)


@dataclass(frozen=True)
class Document:
    file: str
    data: dict[str, Any]
    lines: dict[Loc, int]
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
        name = path.relative_to(self.folder).as_posix()
        return name.encode("utf-8", "backslashreplace").decode()  # names need not be UTF-8

    def files(self, pattern: str) -> Iterator[Path]:
        """Yield the matching files in order, leaving out hidden ones."""
        for path in sorted(self.folder.glob(pattern)):
            if any(part.startswith(".") for part in path.relative_to(self.folder).parts):
                continue
            # Not Path.resolve(): it raises where links point at each other.
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder)):
                self.report(path, "a link that leaves the content folder", "a file inside it")
            elif path.is_file():
                yield path

    def toml(self, path: Path) -> Document | None:
        return self._document(path, parse_toml)

    def yaml(self, path: Path) -> Document | None:
        return self._document(path, parse_yaml)

    def front_matter(self, path: Path) -> Document | None:
        """Read a Markdown file that starts with YAML between two lines of three hyphens."""
        text = self._text(path)
        if text is None:
            return None
        match = _FRONT_MATTER.match(text)
        if match is None:
            self.report(path, "no front matter", "YAML between two lines of ---, then the text")
            return None
        document = self._parse(path, match[1], parse_yaml, first_line=2)
        if document is None:
            return None
        body_line = match[1].count("\n") + 3
        return Document(document.file, document.data, document.lines, match[2] or "", body_line)

    def validate(
        self, adapter: TypeAdapter[Model], document: Document, **extra: object
    ) -> Model | None:
        """Return the model of a document, or report everything that is wrong with it.

        `extra` are fields that do not stand in the file, such as its id.
        """
        clashes = [key for key in extra if key in document.data]
        for key in clashes:
            self.problems.append(
                document.problem((key,), f"the key {key}", "no such key: it follows from the file")
            )
        try:
            model = adapter.validate_python({**document.data, **extra})
        except ValidationError as error:
            for fault in _independent(error.errors(include_url=False)):
                found, expected = _in_words(fault)
                loc = (*fault["loc"], *fault.get("ctx", {}).get("at", ()))
                self.problems.append(document.problem(loc, found, expected))
            return None
        return None if clashes else model

    def _document(self, path: Path, parse: _Parser) -> Document | None:
        text = self._text(path)
        return None if text is None else self._parse(path, text, parse)

    def _parse(self, path: Path, text: str, parse: _Parser, first_line: int = 1) -> Document | None:
        try:
            data, lines = parse(text, first_line)
        except SyntaxFault as fault:
            self.report(path, fault.found, fault.expected, line=fault.line, at="syntax")
            return None
        return Document(self.name(path), data, lines)

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
        if hidden := HIDDEN.search(text):
            line = text.count("\n", 0, hidden.start()) + 1
            self.report(path, f"the character U+{ord(hidden[0]):04X}", "visible text", line=line)
            return None
        return text


def _independent(faults: Sequence[Any]) -> Iterator[Any]:
    """Leave out what only follows: a list counts as empty where each of its items is wrong."""
    for fault in faults:
        loc = fault["loc"]
        if fault["type"] == "too_short" and any(
            other is not fault and other["loc"][: len(loc)] == loc for other in faults
        ):
            continue
        yield fault


def _in_words(fault: Any) -> tuple[str, str]:
    found = repr(fault["input"])
    found = found if len(found) <= 60 else found[:57] + "…"
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return "nothing", "a value: this key is required"
        case "unexpected_keyword_argument" | "extra_forbidden":
            return "an unknown key", "one of the keys that docs/content.md lists"
        case "misfit":
            return context["found"], context["expected"]
        case "string_too_short" | "too_short":
            return "nothing", "at least one character or item"
        case "string_too_long":
            return f"{len(fault['input'])} characters", f"at most {context['max_length']}"
        case "too_long":
            return f"{context['actual_length']} items", f"at most {context['max_length']}"
        case "string_pattern_mismatch":
            return found, FORMS[context["pattern"]]
    return found, _wanted(fault)


def _wanted(fault: Any) -> str:
    if fault["type"] == "string_type" and isinstance(fault["input"], dict):
        return 'text: one with a colon in it stands in "quotes"'
    for start, expected in _KINDS.items():
        if fault["type"].startswith(start):
            return expected
    return str(fault["msg"]).removeprefix("Input should be ").removeprefix("Value error, ")


def _dotted(loc: Loc) -> str:
    return ".".join(str(part) for part in loc if part != "[key]") or "file"
