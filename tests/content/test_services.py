from datetime import date, time

import pytest
from pydantic import TypeAdapter, ValidationError

from pwa.content.load import load_network
from pwa.content.schedules import Schedule
from pwa.content.services import Phone, Service
from tests.support.sites import edit

SERVICE = TypeAdapter(Service)
LINE = "resources/sample-line.yaml"


def service(**changes):
    texts = {"en": "Text"}
    proof = {"url": "https://example.org", "copy_date": "2026-01-01", "quote": "Text"}
    values = {
        "id": "line",
        "organization": "group",
        "name": texts,
        "description": texts,
        "eligibility_description": texts,
        "kind": "charity",
        "help": ["talk"],
        "serves": ["worldwide"],
        "url": "https://example.org",
        "evidence": [{"field": "url", **proof}],
        **changes,
    }
    return SERVICE.validate_python(values)


@pytest.mark.parametrize(
    ("number", "country", "kind", "type_", "href"),
    [
        ("112", "DE", "short", "voice", "tel:112"),
        ("116 111", "DE", "short", "voice", "tel:116111"),
        ("988", "US", "sms-short", "text", "sms:988"),
        ("020 7946 0018", "GB", "national", "voice", "tel:+442079460018"),
        ("+44 20 7946 0018", "GB", "international", "text", "sms:+442079460018"),
    ],
)
def test_a_number_links_to_what_a_phone_dials(number, country, kind, type_, href):
    """C73: long numbers with plus and country code, short ones never"""
    phone = Phone(number=number, country=country, kind=kind, type=type_)
    assert phone.href == href
    assert phone.local is ("+" not in href)


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("112", "TR"),
        ("116111", "DE"),
        ("028", "ES"),
        ("3114", "FR"),
        ("988", "US"),
        ("1522", "IT"),
        ("12356", "CN"),
    ],
)
def test_a_wrong_digit_of_a_help_line_is_refused(folder, problems, number, country):
    """C73: numbers that save lives link exactly as printed; another digit is nowhere in the source,
    even where the numbering plan has a number like it."""
    assert Phone(number=number, country=country, kind="short").href == f"tel:{number}"
    edit(folder / LINE, '"112", country: DE', f'"{number}", country: {country}')
    edit(folder / LINE, "call 112", f"call {number}")
    assert problems() == []
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    edit(folder / LINE, f'"{number}", country', f'"{wrong}", country')
    assert [problem.split(": ")[1] for problem in problems()] == ["phones.0.number"]


def test_a_new_short_number_needs_two_sources():
    def phone(number="100 300", sources=()):
        waiver = {"waiver": sources} if sources else {}
        values = {"number": number, "country": "DE", "kind": "short", **waiver}
        return TypeAdapter(Phone).validate_python(values)

    sources = ["https://line.example.org/", "https://numbers.example.org/"]
    with pytest.raises(ValidationError, match="numbering plan"):
        phone()
    with pytest.raises(ValidationError, match="waiver"):
        phone(sources=sources[:1])
    assert phone(sources=sources).href == "tel:100300"
    with pytest.raises(ValidationError, match="numbering plan"):
        phone("100 300 400", sources=sources)


def test_what_can_be_taken_follows_from_what_is_known():
    found = service(
        id_required="no",
        anonymous="no",
        religious="unknown",
        cost_options=[{"option": {"en": "Free"}, "amount": 0}],
        interpretation_services={"en": "By telephone"},
        locations=[{"place": "berlin", "accessibility": ["step-free", "quiet"]}],
    )
    assert found.access == ("free", "no-id", "interpreter", "step-free", "quiet")
    assert found.ways == ("web", "visit")
    assert service(cost_options=[{"option": {"en": "It depends"}}]).access == ()


def test_hostile_fields_are_refused_or_neutral(folder, problems):
    """D70: markup is text, what reorders text and what runs is refused, nothing is endless."""
    edit(folder / LINE, "{en: Sample line", '{en: "<script>alert(1)</script>&amp;"')
    assert problems() == []
    (line,) = load_network(folder).services
    assert line.name["en"] == "<script>alert(1)</script>&amp;"  # escaped where it is shown
    edit(folder / LINE, "<script>", "\\u202e<script>")
    edit(folder / LINE, "url: https://line.example.org/", "url: javascript:alert(1)")
    edit(folder / LINE, "Everyone.", "x" * 5001)
    assert sorted(problem.split(": ")[1] for problem in problems()) == [
        *("eligibility_description.en", "name.en", "url"),
    ]
    edit(folder / LINE, "organization: ", f"# {'x' * 10_000_000}\norganization: ")
    assert [problem.split(": ")[1] for problem in problems()] == ["file"]


def test_a_service_can_be_reached():
    with pytest.raises(ValidationError, match="at least one of url, email, phones"):
        service(url=None)
    assert service(url=None, email="help@example.org")


def test_hours_need_a_zone():
    hours = [{"byday": ["MO"], "opens_at": "09:00", "closes_at": "17:00"}]
    with pytest.raises(ValidationError, match="time zone"):
        service(schedules=hours)
    assert service(schedules=hours, zone="Europe/Berlin").schedules[0].opens_at == time(9)


@pytest.mark.parametrize("written", ["9", "9:00", "09:00:00", "09:00Z", "32400", "24:00", "٠٩:٠٠"])
def test_hours_are_written_in_one_form(written):
    with pytest.raises(ValidationError):
        TypeAdapter(Schedule).validate_python(
            {"byday": ["MO"], "opens_at": written, "closes_at": "17:00"}
        )


@pytest.mark.parametrize(
    "written", ["2026", "0", "1767225600", "2026-1-1", "2026-02-30", "٢٠٢٦-٠١-٠١"]
)
def test_dates_are_written_in_one_form(written):
    with pytest.raises(ValidationError):
        service(assured_date=written)
    assert service(assured_date="2026-01-31").assured_date == date(2026, 1, 31)


def test_all_day_is_midnight_to_the_last_minute():
    day = {"byday": ["MO"], "opens_at": "00:00", "closes_at": "23:59"}
    assert TypeAdapter(Schedule).validate_python(day).all_day
    assert not TypeAdapter(Schedule).validate_python({**day, "closes_at": "23:00"}).all_day


def test_the_reading_date_is_that_of_the_newest_evidence():
    proof = {"field": "url", "url": "https://example.org", "quote": "Text"}
    dates = ("2026-01-01", "2026-03-01", "2026-02-01")
    evidence = [{**proof, "copy_date": day} for day in dates]
    assert service(evidence=evidence).read_date == date(2026, 3, 1)


def test_every_number_schedule_fee_and_answer_is_a_fact():
    found = service(
        phones=[{"number": "112", "country": "DE", "kind": "short"}],
        schedules=[{"byday": ["MO"], "opens_at": "09:00", "closes_at": "17:00"}],
        zone="Europe/Berlin",
        email="help@example.org",
        cost_options=[{"option": {"en": "Free"}, "amount": 0}],
        police_contact="no",
        anonymous="unknown",
        religious="no",
        admits={"trans-women": "yes", "trans-men": "unknown"},
    )
    assert list(found.facts()) == [
        ("phones.0.number", "112"),
        ("schedules.0", ""),
        ("cost_options.0", ""),
        ("url", ""),
        ("email", ""),
        ("police_contact", ""),
        ("religious", ""),
        ("admits.trans-women", ""),
    ]


def test_a_quote_of_another_number_proves_nothing(folder, problems):
    edit(folder / LINE, "call 112", "call 113")
    assert problems() == [
        f"{LINE}:14: phones.0.number: found no evidence, "
        "expected evidence for phones.0.number whose quote contains '112': "
        "add it below, with url, copy_date, quote"
    ]


def test_evidence_of_a_part_proves_the_whole(folder, problems):
    hours = 'schedules: [{byday: [MO], opens_at: "09:00", closes_at: "17:00"}]'
    edit(folder / LINE, "evidence:\n", f"zone: Europe/Berlin\n{hours}\nevidence:\n")
    assert [problem.split(": ")[1] for problem in problems()] == ["schedules.0"]
    edit(folder / LINE, "field: url", "field: schedules.0.opens_at")
    assert [problem.split(": ")[1] for problem in problems()] == ["url"]


def test_a_service_without_evidence_is_refused(folder, problems):
    path = folder / LINE
    path.write_text(path.read_text("utf-8").partition("evidence:")[0], "utf-8")
    assert problems() == [
        f"{LINE}:1: evidence: found nothing, expected a value: this key is required"
    ]


def test_the_sample_is_read_as_it_is_written(folder):
    (line,) = load_network(folder).services
    assert (line.status, line.police_contact, line.anonymous) == ("active", "unknown", "unknown")
    assert line.phones[0].href == "tel:112"
