"""Whether a service is open at a moment; `static/js/lib/hours.js` tells the same on the phone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pwa.content.schedules import Schedule

AHEAD = 60  # days that are looked through for the next change

_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)  # as HSDS writes midnight, the end of the day


@dataclass(frozen=True)
class Opening:
    """Open or closed, until it changes; None where it does not for a long time."""

    open: bool
    changes: datetime | None


def opening(schedules: Sequence[Schedule], zone: str | None, now: datetime) -> Opening | None:
    """Return what holds at a moment, or None where no hours are known."""
    if not (schedules and zone):
        return None
    today = now.astimezone(ZoneInfo(zone)).date()
    until = None
    for opens, closes in sorted(spans(schedules, zone, today - _DAY, today + AHEAD * _DAY)):
        if until is None and closes > now:
            if opens > now:
                return Opening(False, opens)
            until = closes
        elif until is not None and opens <= until:
            until = max(until, closes)
    if until is None:
        return Opening(False, None)
    end = datetime.combine(today + AHEAD * _DAY, time(), ZoneInfo(zone))
    return Opening(True, until if until < end else None)


def is_open(schedules: Sequence[Schedule], zone: str | None, now: datetime) -> bool:
    """Whether it is known to be open at a moment."""
    if not (schedules and zone):
        return False
    today = now.astimezone(ZoneInfo(zone)).date()
    return any(
        opens <= now < closes for opens, closes in spans(schedules, zone, today - _DAY, today)
    )


def as_data(schedules: Sequence[Schedule]) -> list[dict[str, Any]]:
    """Return the schedules as the phone reads them, every value as its file has it."""
    known = (
        {
            "freq": item.freq,
            "interval": item.interval,
            "byday": item.byday,
            "bymonthday": item.bymonthday,
            "dtstart": item.dtstart,
            "until": item.last,
            "opens_at": item.opens_at,
            "closes_at": item.closes_at,
            "valid_from": item.valid_from,
            "valid_to": item.valid_to,
        }
        for item in schedules
    )
    usual = {"freq": "WEEKLY", "interval": 1}
    return [
        {
            name: _written(value)
            for name, value in item.items()
            if value not in (None, (), usual.get(name))
        }
        for item in known
    ]


def _written(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def spans(
    schedules: Sequence[Schedule], zone: str, first: date, last: date
) -> Iterator[tuple[datetime, datetime]]:
    """Yield when it opens and closes again, for every time that begins between two days."""
    dated: dict[date, list[Schedule]] = defaultdict(list)
    usual: dict[date, list[Schedule]] = defaultdict(list)
    for item in schedules:
        for day in item.occurs(first, last):
            (dated if item.dated else usual)[day].append(item)
    for day, items in (usual | dated).items():
        for item in items:
            if item.opens_at is not None and item.closes_at is not None:
                yield _instants(day, item.opens_at, item.closes_at, ZoneInfo(zone))


def _instants(day: date, opens: time, closes: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the moments: a time the clocks skip counts as before, one they repeat the first time.

    So does Python with `fold=0`.
    """
    end = time() if closes == _LAST_MINUTE else closes
    last = day + _DAY if end <= opens else day
    return (
        datetime.combine(day, opens, zone).astimezone(UTC),
        datetime.combine(last, end, zone).astimezone(UTC),
    )
