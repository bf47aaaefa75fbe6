"""Phone and server find the same services, in the same order."""

import dataclasses
import random
from datetime import UTC, datetime, timedelta
from typing import get_args
from urllib.parse import urlencode

import pytest
from pydantic import TypeAdapter

from pwa.content.fields import Texts
from pwa.content.filters import TICKED, as_row, choice_of, fitting, options, relaxations, without
from pwa.content.load import load_network
from pwa.content.network import Area, Places
from pwa.content.services import Service
from pwa.content.vocabulary import ADMITTED, KINDS, NEEDS, WEEKDAYS, FactOfPlace
from pwa.paths import STARTER_CONTENT
from tests.support.node import on_the_phone

SERVICE = TypeAdapter(Service)
SEED = 11
SERVICES = 120
STATES = 500
LANGUAGES = ("ar", "de", "en", "tr", "ru", "uk")
PLACES = ("DE", "FR", "TR", "berlin", "north-coast", "izmir", "worldwide")
NOW = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)


def service(chance, number):
    texts = {"en": "Text"}
    proof = {"url": "https://example.org", "copy_date": "2026-01-01", "quote": "Text"}
    answer = lambda: chance.choice(("yes", "no", "unknown"))  # noqa: E731
    values = {
        "id": f"line-{number}",
        "organization": "group",
        "name": texts,
        "description": texts,
        "eligibility_description": texts,
        "kind": chance.choice(KINDS),
        "help": chance.sample(NEEDS, chance.randint(1, 4)),
        "serves": chance.sample(PLACES, chance.randint(1, 3)),
        "languages": chance.sample(LANGUAGES, chance.randint(0, 4)),
        "zone": chance.choice(("Europe/Berlin", "Europe/Istanbul", "America/New_York")),
        "url": "https://example.org",
        "anonymous": answer(),
        "id_required": answer(),
        "admits": {group: answer() for group in chance.sample(ADMITTED, chance.randint(0, 3))},
        "cost_options": [{"option": texts, "amount": chance.choice((0, None))}],
        "evidence": [{"field": "url", **proof}],
    }
    if chance.random() < 0.6:
        values["phones"] = [
            {
                "number": "112",
                "country": "DE",
                "kind": "short",
                "type": chance.choice(("voice", "text")),
            }
        ]
    if chance.random() < 0.5:
        facts = chance.sample(get_args(FactOfPlace), 2)
        values["locations"] = [{"place": "berlin", "accessibility": facts}]
    if chance.random() < 0.8:
        opens = chance.randrange(24)
        hours = {"opens_at": f"{opens:02}:00", "closes_at": f"{(opens + 9) % 24:02}:30"}
        values["schedules"] = [{"byday": chance.sample(WEEKDAYS, 4), **hours}]
    return SERVICE.validate_python(values)


@pytest.fixture(scope="module")
def network():
    chance = random.Random(SEED)
    name: Texts = {"en": "Text"}
    places = Places(
        countries=("DE", "FR", "TR"),
        regions=(Area(id="north-coast", country="DE", name=name),),
        cities=(
            Area(id="berlin", country="DE", name=name),
            Area(id="izmir", country="TR", name=name),
        ),
    )
    services = tuple(service(chance, number) for number in range(SERVICES))
    return dataclasses.replace(load_network(STARTER_CONTENT), places=places, services=services)


def states(network):
    """Yield choices: names that can be chosen, now and then one that cannot."""
    chance = random.Random(SEED)
    known = {name: (*values, "nonsense") for name, values in options(network).items()}
    known |= dict.fromkeys(TICKED, ("1", "0"))
    for _ in range(STATES):
        names = chance.sample(sorted(known), chance.choice((0, 1, 1, 2, 2, 3, 4, 6)))
        query = {name: chance.choice(known[name]) for name in names}
        yield query, NOW + timedelta(minutes=chance.randrange(60 * 24 * 7))


def test_500_states_give_the_same_lists_on_phone_and_server(network):
    """A53: the form's address means the same to both."""
    cases = list(states(network))
    given = {
        "rows": [as_row(item) for item in network.services],
        "areas": {name: area.country.lower() for name, area in network.places.areas.items()},
        "options": options(network),
    }
    asked = [[urlencode(query), round(now.timestamp() * 1000), given] for query, now in cases]
    told = on_the_phone(
        "lib/filters.js",
        "choiceOf, fitting, relaxations",
        """([query, now, { rows, areas, options }]) => {
            const known = (name, value) => options[name].includes(value);
            const choice = choiceOf(new URLSearchParams(query), known);
            const found = fitting(rows, choice, areas, now).map(({ id }) => id);
            return [[...choice], found, relaxations(rows, choice, areas, now)];
        }""",
        asked,
    )
    lengths = set()
    for (query, now), (choice_there, found_there, relaxed_there) in zip(cases, told, strict=True):
        choice = choice_of(query, network)
        found = [item.id for item in fitting(network, choice, now)]
        assert dict(choice_there) == choice, query
        assert found_there == found, (query, now)
        assert [tuple(item) for item in relaxed_there] == relaxations(network, choice, now), query
        lengths.add(len(found))
    assert {0, 1, SERVICES} <= lengths  # the states are neither all empty nor all full


def test_the_nearest_place_comes_first(network):
    found = fitting(network, {"place": "berlin"}, NOW)
    ranks = [0 if "berlin" in item.serves else 1 if "DE" in item.serves else 2 for item in found]
    assert ranks == sorted(ranks)
    assert {*ranks} == {0, 1, 2}


def test_what_is_not_known_does_not_fit(network):
    for name, field in (("no-id", "id_required"), ("anonymous", "anonymous")):
        found = fitting(network, {name: "1"}, NOW)
        assert found
        assert all(getattr(item, field) != "unknown" for item in found)


def test_each_relaxation_leads_to_something(network):
    choice = {
        "need": "food",
        "kind": "charity",
        "language": "uk",
        "way": "visit",
        "no-id": "1",
        "place": "izmir",
        "open": "1",
    }
    assert not fitting(network, choice, NOW)
    smaller = {
        "need": "food",
        "language": "uk",
        "place": "fr",
        "no-id": "1",
        "free": "1",
        "anonymous": "1",
    }
    for name, count in relaxations(network, smaller, NOW):
        assert len(fitting(network, without(smaller, name), NOW)) == count > 0
