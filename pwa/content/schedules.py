"""When a service can be reached. Field names and meaning are those of HSDS 3.1 and RFC 5545."""

import re
from datetime import date, datetime, time
from typing import Annotated, Literal, Self

from dateutil.rrule import rrule, rruleset, rrulestr
from pydantic import AfterValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from pwa.content.fields import STRICT, Day, Hour, misfit
from pwa.content.vocabulary import WEEKDAYS

_BYDAY = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_LAST_DAY = -1  # of a month


def _is_byday(value: str) -> str:
    if not _BYDAY.fullmatch(value):
        expected = ", ".join(f"'{day}'" for day in WEEKDAYS[:-1])
        raise ValueError(f"{expected} or 'SU', in a month also '2TU' or '-1FR'")
    return value


def _is_monthday(value: int) -> int:
    if not (1 <= value <= 31 or value == _LAST_DAY):
        raise ValueError("1 to 31, or -1 for the last day")
    return value


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Schedule:
    """Hours on some days, in the service's zone; 00:00 to 23:59 means all day.

    Without hours it is closed on these days; without days every day is meant. A schedule with
    `valid_from` or `valid_to` takes the place of those without while it is valid: so holidays
    are written.
    """

    freq: Literal["WEEKLY", "MONTHLY"] = "WEEKLY"
    interval: Annotated[int, Field(ge=1, le=52)] = 1
    byday: tuple[Annotated[str, AfterValidator(_is_byday)], ...] = ()
    bymonthday: tuple[Annotated[int, AfterValidator(_is_monthday)], ...] = ()
    dtstart: Day | None = None
    until: Day | None = None
    count: Annotated[int, Field(ge=1)] | None = None
    opens_at: Hour | None = None
    closes_at: Hour | None = None  # not later than it opens: on the next day
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _is_a_rule(self) -> Self:
        if (self.opens_at is None) != (self.closes_at is None):
            raise misfit((), "one of opens_at, closes_at", "both, or neither: closed on these days")
        if self.opens_at is None and not self.dated:
            raise misfit((), "no hours", "opens_at and closes_at; or valid_from, valid_to to close")
        if not (self.byday or self.bymonthday or self.dated):
            raise misfit(("byday",), "nothing", "the days, in a month also bymonthday")
        if self.freq == "WEEKLY" and (self.bymonthday or any(day[:-2] for day in self.byday)):
            raise misfit(("freq",), "'WEEKLY'", "'MONTHLY' for days of the month")
        if len({bool(day[:-2]) for day in self.byday}) > 1:
            found = "days with and without a number"
            raise misfit(
                ("byday",), found, "numbers for all of them or for none; else two schedules"
            )
        if (self.interval > 1 or self.count) and not self.dtstart:
            raise misfit(("dtstart",), "nothing", "the first day, from which it is counted")
        if self.until and self.count:
            raise misfit(("count",), "until too", "one of them")
        for first, last in (("valid_from", "valid_to"), ("dtstart", "until")):
            begin, end = getattr(self, first), getattr(self, last)
            if begin and end and end < begin:
                raise misfit((last,), end.isoformat(), f"a day that is not before {first}")
        return self

    @property
    def all_day(self) -> bool:
        return (self.opens_at, self.closes_at) == (time(0, 0), time(23, 59))

    @property
    def dated(self) -> bool:
        return bool(self.valid_from or self.valid_to)

    @property
    def last(self) -> date | None:
        """The last day on which it takes place, where there is one."""
        if not (self.count and self.dtstart):
            return self.until
        return [found.date() for found in self._rule(self.dtstart, f";COUNT={self.count}")][-1]

    def occurs(self, first: date, last: date) -> list[date]:
        """Return the days between two days, both included, on which it takes place."""
        begin = max(filter(None, (first, self.dtstart, self.valid_from)))
        end = min(filter(None, (last, self.last, self.valid_to)))
        rule = self._rule(self.dtstart or begin)
        return [found.date() for found in rule.between(_midnight(begin), _midnight(end), inc=True)]

    def _rule(self, start: date, more: str = "") -> rrule | rruleset:
        days = f";BYDAY={','.join(self.byday)}" if self.byday else ""
        if self.bymonthday:
            days += f";BYMONTHDAY={','.join(map(str, self.bymonthday))}"
        if not days:
            days = f";BYDAY={','.join(WEEKDAYS)}"
        rule = f"FREQ={self.freq};INTERVAL={self.interval}{days}{more}"
        return rrulestr(rule, dtstart=_midnight(start))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
