import pytest
from pydantic import TypeAdapter, ValidationError

from pwa.content.schedules import Schedule

SCHEDULE = TypeAdapter(Schedule)
DAY = {"byday": ["MO"], "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"byday": []}, "the days"),
        ({"byday": ["Monday"]}, "'MO', 'TU'"),
        ({"byday": ["2TU"]}, "'MONTHLY' for days of the month"),
        ({"byday": ["6TU"], "freq": "MONTHLY"}, "'2TU' or '-1FR'"),
        ({"byday": ["2TU", "FR"], "freq": "MONTHLY"}, "for all of them or for none"),
        ({"bymonthday": [1]}, "'MONTHLY' for days of the month"),
        ({"bymonthday": [32], "freq": "MONTHLY"}, "1 to 31, or -1"),
        ({"interval": 2}, "the first day, from which it is counted"),
        ({"count": 3}, "the first day, from which it is counted"),
        ({"count": 3, "dtstart": "2026-01-05", "until": "2026-02-05"}, "one of them"),
        ({"dtstart": "2026-01-05", "until": "2026-01-04"}, "not before dtstart"),
        ({"valid_from": "2026-01-05", "valid_to": "2026-01-04"}, "not before valid_from"),
        ({"closes_at": None}, "both, or neither"),
        ({"opens_at": None, "closes_at": None}, "valid_from, valid_to to close"),
    ],
)
def test_what_is_no_rule_is_refused(changes, expected):
    values = {name: value for name, value in {**DAY, **changes}.items() if value is not None}
    with pytest.raises(ValidationError, match=expected):
        SCHEDULE.validate_python(values)


def test_a_count_ends_on_its_last_day():
    found = SCHEDULE.validate_python({**DAY, "dtstart": "2026-01-07", "interval": 2, "count": 3})
    assert str(found.last) == "2026-02-16"
