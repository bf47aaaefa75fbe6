"""Figures with their limits, printed as tables and as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """One measured value; where it has a limit, it may be at most that much (or at least)."""

    subject: str  # the table it stands in
    language: str
    name: str
    value: float
    unit: str
    of: str = ""  # what a ratio's two sides were
    limit: float | None = None
    at_least: bool = False

    @property
    def passed(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def line(self) -> str:
        """All of it in one line, for whoever waits."""
        return " | ".join(part for part in (self.subject, *_cells(self)) if part)

    @property
    def mark(self) -> str:
        if self.limit is None:
            return ""
        return "pass" if self.passed else "FAIL"


@dataclass(frozen=True)
class Sheet:
    """Makes the figures of one table in one language."""

    subject: str
    language: str

    def value(
        self, name: str, value: float, unit: str = "", of: str = "", *, limit: float | None = None
    ) -> Figure:
        return Figure(self.subject, self.language, name, value, unit, of, limit)

    def least(self, name: str, value: float, unit: str, of: str, limit: float) -> Figure:
        """Return a figure that may not be lower than its limit."""
        return Figure(self.subject, self.language, name, value, unit, of, limit, at_least=True)

    def ratio(self, name: str, one: float, other: float, limit: float, unit: str = "") -> Figure:
        """Return how often `other` fits into `one`."""
        sides = f"{_number(one)} / {_number(other)} {unit}".rstrip()
        return self.value(name, one / other, "x", sides, limit=limit)


def print_figures(figures: Iterable[Figure], title: str) -> None:
    console = Console(width=120)
    console.print(title)
    rows = _in_order(figures)
    for subject, group in groupby(rows, key=lambda figure: figure.subject):
        table = Table(title=subject, title_justify="left")
        for column in ("language", "figure", "value", "of", "limit", ""):
            table.add_column(column, justify="right" if column in ("value", "limit") else "left")
        for figure in group:
            table.add_row(*_cells(figure), style="bold red" if not figure.passed else "")
        console.print(table)
    console.print_json(json.dumps([_record(figure) for figure in rows]), indent=None)


def _in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Put the languages of one figure beside each other, else keep the order of measuring."""
    groups: dict[str, dict[str, list[Figure]]] = {}
    for figure in figures:
        groups.setdefault(figure.subject, {}).setdefault(figure.name, []).append(figure)
    return [figure for names in groups.values() for same in names.values() for figure in same]


def _cells(figure: Figure) -> list[str]:
    limit = ""
    if figure.limit is not None:
        limit = f"{'>=' if figure.at_least else '<='} {_number(figure.limit)}"
    value = f"{_number(figure.value)} {figure.unit}".rstrip()
    return [figure.language, figure.name, value, figure.of, limit, figure.mark]


def _record(figure: Figure) -> dict[str, Any]:
    return {**asdict(figure), "passed": figure.passed}


def _number(value: float) -> str:
    if isinstance(value, int) or value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}" if value < 10 else f"{value:.1f}"
