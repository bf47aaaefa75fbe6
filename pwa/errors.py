"""Every error a person is meant to read.

TadamunError            shown plainly, exit code 1; anything else is a bug with a traceback
├── ContentError        the content folder: all problems of one run, each with file, line, field
├── CatalogueError      a translation catalogue that cannot be read
└── EditionError        pages or files that would make a broken edition
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class TadamunError(Exception):
    pass


class CatalogueError(TadamunError):
    pass


class EditionError(TadamunError):
    pass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one file, in words an editor can act on."""

    file: str  # relative to the content folder
    line: int  # from 1
    field: str  # dotted path in the file, or the part of it: "body", "file"
    found: str
    expected: str

    def __str__(self) -> str:
        text = (
            f"{self.file}:{self.line}: {self.field}: found {self.found}, expected {self.expected}"
        )
        # One line a problem, whatever the name of a file or key holds.
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class ContentError(TadamunError):
    def __init__(self, problems: Sequence[Problem], folder: Path) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.folder = folder
        super().__init__("\n".join(str(problem) for problem in self.problems))
