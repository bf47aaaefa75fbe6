"""Phone and server tell alike when a service is open."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from pydantic import TypeAdapter

from pwa.content.hours import as_data, is_open, opening
from pwa.content.schedules import Schedule
from pwa.content.vocabulary import WEEKDAYS
from tests.support.node import on_the_phone

SCHEDULE = TypeAdapter(Schedule)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Asia/Tokyo",
    "Africa/Cairo",
    "Pacific/Apia",
    "America/St_Johns",
    "Pacific/Chatham",
)
# Days around which clocks change, years end, and dates move between zones.
EDGES = (
    "2026-03-29",
    "2026-10-25",
    "2026-03-08",
    "2026-11-01",
    "2026-04-05",
    "2026-12-31",
    "2028-02-29",
    "2027-01-01",
)
SEED = 5
MODULE = "lib/hours.js"


def rule(chance) -> dict[str, Any]:
    """Return a schedule as a file has it."""
    monthly = chance.random() < 0.35
    opens = f"{chance.randrange(24):02}:{chance.choice((0, 15, 30)):02}"
    values: dict[str, Any] = {"opens_at": opens}
    values["closes_at"] = chance.choice(
        ("23:59", "00:00", "02:30", "03:00", "12:00", "17:30", "22:00")
    )
    if chance.random() < 0.1:
        values = {"opens_at": "00:00", "closes_at": "23:59"}
    values["byday"] = chance.sample(WEEKDAYS, chance.randint(1, 7))
    if monthly:
        values["freq"] = "MONTHLY"
        if chance.random() < 0.5:
            values["byday"] = [
                chance.choice(("1", "2", "5", "-1")) + day for day in values["byday"]
            ]
        else:
            del values["byday"]
            values["bymonthday"] = chance.sample((1, 2, 15, 28, 29, 30, 31, -1), 3)
    if chance.random() < 0.4:
        values["dtstart"] = str(date(2026, 1, 1) + timedelta(chance.randrange(500)))
        values["interval"] = chance.randint(1, 4)
        if chance.random() < 0.3:
            values["count"] = chance.randint(1, 30)
    if chance.random() < 0.25:
        first = date(2026, 1, 1) + timedelta(chance.randrange(700))
        values |= {
            "valid_from": str(first),
            "valid_to": str(first + timedelta(chance.randrange(30))),
        }
        if chance.random() < 0.5:
            del values["opens_at"], values["closes_at"]
    return values


def test_rules_fall_on_the_days_that_rfc_5545_says():
    """`dateutil` is asked directly; the phone counts by itself."""
    chance = random.Random(SEED)
    cases = []
    for _ in range(300):
        schedule = SCHEDULE.validate_python(rule(chance))
        first = date(2026, 1, 1) + timedelta(chance.randrange(700))
        days = [first + timedelta(number) for number in range(70)]
        cases.append((schedule, days))
    asked = [
        [as_data([schedule])[0], [day.toordinal() - 719163 for day in days]]
        for schedule, days in cases
    ]
    told = on_the_phone(
        MODULE, "occurs", "([schedule, days]) => days.map((day) => occurs(schedule, day))", asked
    )
    for (schedule, days), answers in zip(cases, told, strict=True):
        found = [day for day, there in zip(days, answers, strict=True) if there]
        assert found == schedule.occurs(days[0], days[-1]), schedule
        assert found == by_dateutil(schedule, days), schedule


def by_dateutil(schedule, days):
    parts = [f"FREQ={schedule.freq}", f"INTERVAL={schedule.interval}"]
    parts += [f"BYDAY={','.join(schedule.byday)}"] if schedule.byday else []
    parts += (
        [f"BYMONTHDAY={','.join(map(str, schedule.bymonthday))}"] if schedule.bymonthday else []
    )
    parts += [f"COUNT={schedule.count}"] if schedule.count else []
    start = schedule.dtstart or date(2024, 1, 1)
    found = rrulestr(";".join(parts), dtstart=datetime.combine(start, time()))
    there = {item.date() for item in found.between(datetime(2024, 1, 1), datetime(2030, 1, 1))}  # noqa: DTZ001
    first, last = schedule.valid_from or date.min, schedule.valid_to or date.max
    return [day for day in days if day in there and first <= day <= last]


def test_open_and_closed_are_told_alike():
    """Across summer time, midnight, leap days, holidays, and zones on both sides of the date."""
    chance = random.Random(SEED)
    cases = []
    for _ in range(600):
        zone = chance.choice(ZONES)
        schedules = [SCHEDULE.validate_python(rule(chance)) for _ in range(chance.randint(1, 4))]
        near = datetime.combine(date.fromisoformat(chance.choice(EDGES)), time(), ZoneInfo(zone))
        now = near.astimezone(UTC) + timedelta(minutes=5 * chance.randrange(-600, 600))
        cases.append((schedules, zone, now))
    asked = [
        [as_data(schedules), zone, round(now.timestamp() * 1000)] for schedules, zone, now in cases
    ]
    told = on_the_phone(MODULE, "isOpen, opening", "(it) => [opening(...it), isOpen(...it)]", asked)
    both = set()
    for (schedules, zone, now), (there, open_there) in zip(cases, told, strict=True):
        here = opening(schedules, zone, now)
        assert here is not None
        changes = here.changes and round(here.changes.timestamp() * 1000)
        assert there == {"open": here.open, "changes": changes}, (schedules, zone, now)
        assert open_there == is_open(schedules, zone, now) == here.open, (schedules, zone, now)
        both.add(here.open)
    assert both == {True, False}


WEEKDAY_HOURS = {"byday": ["MO", "TU", "WE", "TH", "FR"], "opens_at": "09:00", "closes_at": "17:00"}
NIGHT = {"byday": ["FR"], "opens_at": "22:00", "closes_at": "06:00"}
CHRISTMAS = {"valid_from": "2026-12-24", "valid_to": "2026-12-26"}
SHORT_DAY = {
    "valid_from": "2026-12-31",
    "valid_to": "2026-12-31",
    "opens_at": "09:00",
    "closes_at": "12:00",
}


@pytest.mark.parametrize(
    ("schedules", "now", "expected"),
    [
        ([WEEKDAY_HOURS], "2026-11-26T12:00", (True, "2026-11-26T17:00")),
        ([WEEKDAY_HOURS], "2026-11-26T17:00", (False, "2026-11-27T09:00")),
        ([WEEKDAY_HOURS], "2026-11-28T12:00", (False, "2026-11-30T09:00")),
        ([NIGHT], "2026-11-28T05:59", (True, "2026-11-28T06:00")),
        ([NIGHT], "2026-10-25T05:00", (False, "2026-10-30T22:00")),
        ([WEEKDAY_HOURS, CHRISTMAS], "2026-12-24T12:00", (False, "2026-12-28T09:00")),
        ([WEEKDAY_HOURS, SHORT_DAY], "2026-12-31T13:00", (False, "2027-01-01T09:00")),
        (
            [{"byday": [*WEEKDAYS], "opens_at": "00:00", "closes_at": "23:59"}],
            "2026-11-26T23:59",
            (True, None),
        ),
    ],
)
def test_hours_as_people_mean_them(schedules, now, expected):
    zone = ZoneInfo("Europe/Berlin")
    found = opening(
        [SCHEDULE.validate_python(item) for item in schedules],
        "Europe/Berlin",
        datetime.fromisoformat(now).replace(tzinfo=zone),
    )
    assert found
    changes = found.changes and found.changes.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    assert (found.open, changes) == expected


def test_nothing_known_is_not_closed():
    assert opening([], "Europe/Berlin", datetime.now(UTC)) is None
    assert on_the_phone(MODULE, "opening", "() => opening([], 'Europe/Berlin', 0)", [0]) == [None]
