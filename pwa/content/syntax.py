"""YAML and TOML to plain data, with the line of every key and item kept for messages."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

Loc = tuple[int | str, ...]

_DEPTH_LIMIT = 20
_WORD_LIMIT = 100  # characters of a number or bare key: Python refuses numbers of 4301 digits
_TOML_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|"  # texts of several lines
    r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|#[^\n]*|[\n\[\]{}=,.]|[^\s\[\]{}=,.#\"']+",
    re.DOTALL,
)


@dataclass
class SyntaxFault(Exception):
    line: int
    found: str
    expected: str


def parse_yaml(text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Loc, int]]:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH_LIMIT:
                raise _too_deep((event.start_mark.line if event.start_mark else 0) + first_line)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        message = error.problem or "a fault"
        # A quotation without an end is to be mended where it starts.
        mark = error.context_mark if message.endswith("end of stream") else error.problem_mark
        line = (mark.line if mark else 0) + first_line
        raise SyntaxFault(line, *_yaml_words(message)) from error
    except yaml.YAMLError as error:
        raise SyntaxFault(first_line, str(error), "valid YAML") from error
    walk = _YamlWalk(first_line)
    data = walk.value(node) if node is not None else None
    if not isinstance(data, dict):
        raise SyntaxFault(first_line, "no keys", "lines of the form key: value")
    return data, walk.lines


def parse_toml(text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Loc, int]]:
    walk = _TomlWalk()
    walk.read(text)  # first: it stops what would keep tomllib busy for hours
    try:
        return tomllib.loads(text), walk.lines
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        last = text.count("\n") + first_line
        raise SyntaxFault(int(line[1]) if line else last, *_toml_words(message)) from error


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
            raise SyntaxFault(line, "an alias (*name)", "the value written out")
        self.seen.add(id(node))
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
                raise SyntaxFault(line, "a list or mapping as a key", "a word")
            if key in data:
                raise SyntaxFault(line, f"the key {key} a second time", "each key once")
            self.lines[(*loc, key)] = line
            data[key] = self.value(value_node, (*loc, key))
        return data


@dataclass
class _TomlWalk:
    """Finds the lines, which `tomllib` does not tell, in a text that may yet be broken."""

    line: int = 1
    lines: dict[Loc, int] = field(default_factory=lambda: {(): 1})
    tables: dict[Loc, int] = field(default_factory=dict)  # newest index of [[arrays of tables]]
    # Where values go, innermost last: a table (None) or an array (index of its item).
    open: list[tuple[Loc, int | None]] = field(default_factory=lambda: [((), None)])
    words: list[str] = field(default_factory=list)  # of the key or header being read
    header: int = 0  # brackets that opened it
    value_at: Loc | None = None  # what the next value fills; None where a key is due

    def read(self, text: str) -> None:
        for match in _TOML_TOKEN.finditer(text + "\n"):
            self._token(match[0])
            self.line += match[0].count("\n")
            if len(self.open) + len(self.words) > _DEPTH_LIMIT:
                raise _too_deep(self.line)

    def _token(self, token: str) -> None:
        match token:
            case "\n":
                self._end_of_line()
            case "=":
                self.value_at = self._place((*self.open[-1][0], *self.words))
                self.words = []
            case "[" | "{":
                self._enter(token)
            case "]" | "}":
                if len(self.open) > 1:
                    self.open.pop()
            case ",":
                self._next_item()
            case ".":
                pass
            case _ if not token.startswith("#"):
                self._word(token)

    def _end_of_line(self) -> None:
        if len(self.open) > 1:
            return
        if self.header:
            self.open = [(self._place(self._table()), None)]
        self.header, self.words, self.value_at = 0, [], None

    def _enter(self, bracket: str) -> None:
        if self.value_at is None:
            self.header += 1
            return
        place = self._place(self.value_at)
        index = 0 if bracket == "[" else None
        self.open.append((place, index))
        self.value_at = None if index is None else (*place, index)

    def _next_item(self) -> None:
        place, index = self.open[-1]
        if index is None:
            self.words, self.value_at = [], None
        else:
            self.open[-1] = (place, index + 1)
            self.value_at = (*place, index + 1)

    def _word(self, token: str) -> None:
        quoted = token[0] in "\"'"
        if len(token) > _WORD_LIMIT and not quoted:
            raise SyntaxFault(
                self.line, f"{token[:20]}… without quotes", f"at most {_WORD_LIMIT} characters"
            )
        if self.value_at is None:
            self.words.append(token[1:-1] if quoted else token)
        else:
            self._place(self.value_at)

    def _table(self) -> Loc:
        loc: Loc = ()
        for position, word in enumerate(self.words, 1):
            loc = (*loc, word)
            if self.header > 1 and position == len(self.words):
                self.tables[loc] = self.tables.get(loc, -1) + 1
            if loc in self.tables:
                loc = (*loc, self.tables[loc])
        return loc

    def _place(self, loc: Loc) -> Loc:
        for end in range(1, len(loc) + 1):
            self.lines.setdefault(loc[:end], self.line)
        return loc


def _yaml_words(message: str) -> tuple[str, str]:
    if message.startswith("mapping values are not allowed"):
        return "a colon too many", 'valid YAML: text with a colon in it stands in "quotes"'
    found = re.sub("^((but )?found )", "", message)
    return re.sub("^(did|could) not find expected ", "no ", found), "valid YAML"


def _toml_words(message: str) -> tuple[str, str]:
    if message == "Cannot overwrite a value":
        return "a key a second time", "each key once"
    if message.startswith("Expected "):
        return "something else", message.removeprefix("Expected ")
    return message[:1].lower() + message[1:], "valid TOML"


def _too_deep(line: int) -> SyntaxFault:
    return SyntaxFault(line, "too many levels", f"at most {_DEPTH_LIMIT}")
