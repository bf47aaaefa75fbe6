import dataclasses

import pytest
from pydantic import TypeAdapter, ValidationError

from pwa.content.load import load_network
from pwa.content.network import Channel, Places, Settings
from tests.support.sites import edit

SETTINGS = TypeAdapter(Settings)
PLACES = TypeAdapter(Places)


def settings(**changes):
    values = {
        "name": "Sample",
        "short_name": "Sample",
        "description": {"en": "Text"},
        "source": "en",
        "languages": ["en", "ar"],
        **changes,
    }
    return SETTINGS.validate_python(values)


@pytest.fixture
def network(minimal):
    """Three services for one need, from the widest to the nearest, and one for another need."""
    places = PLACES.validate_python(
        {
            "countries": ["DE", "FR"],
            "cities": [
                {"id": "berlin", "country": "DE", "name": {"en": "Berlin"}},
                {"id": "paris", "country": "FR", "name": {"en": "Paris"}},
            ],
        }
    )
    (line,) = minimal.services
    rows = [
        ("everywhere", "talk", ("worldwide",)),
        ("country", "talk", ("DE", "worldwide")),
        ("city", "talk", ("berlin",)),
        ("other", "food", ("FR",)),
    ]
    services = tuple(
        dataclasses.replace(line, id=name, help=(need,), serves=serves)
        for name, need, serves in rows
    )
    return dataclasses.replace(minimal, places=places, services=services)


@pytest.mark.parametrize(
    ("needs", "place", "found"),
    [
        (["talk"], None, ["everywhere", "country", "city"]),
        (["talk"], "de", ["country", "city", "everywhere"]),
        (["talk"], "berlin", ["city", "country", "everywhere"]),
        (["talk"], "fr", ["everywhere", "country"]),
        (["talk"], "paris", ["everywhere", "country"]),
        (["food", "talk"], "fr", ["other", "everywhere", "country"]),
        (["food"], "de", []),
        (["health"], None, []),
        ([], None, []),
    ],
)
def test_services_of_a_place_come_from_near_to_far_and_once(network, needs, place, found):
    assert [service.id for service in network.services_for(*needs, place=place)] == found


def test_places_are_listed_where_they_have_a_service_of_their_own(network):
    assert network.places_with("talk") == ("de", "berlin")
    assert network.places_with("food") == ("fr",)
    assert network.places_with("health") == ()


def test_items_are_found_by_id(minimal):
    assert minimal.topic("resilience").order == 1
    assert minimal.article("first-steps").source == "en"
    assert minimal.service("sample-line").kind == "peer-circle"
    assert minimal.topic("x") is minimal.article("x") is minimal.service("x") is None


def test_the_first_topic_answers_a_need(minimal):
    assert minimal.topic_of_need("talk") == "resilience"
    assert minimal.topic_of_need("food") is None


def test_topics_come_in_their_order(folder):
    first = (folder / "topics/resilience.toml").read_text("utf-8").replace("order = 1", "order = 0")
    (folder / "topics/zoo.toml").write_text(first, "utf-8")
    assert [topic.id for topic in load_network(folder).topics] == ["zoo", "resilience"]


def test_a_network_asks_before_it_keeps_anything_unless_told_otherwise():
    """C23"""
    assert settings().offline == "ask"
    assert not settings().indexing


def test_https_is_known_from_the_address():
    assert settings(base_url="https://sample.example.org").https
    assert not settings().https


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "de"},
        {"languages": ["en", "en"]},
        {"languages": []},
        {"short_name": "x" * 13},
        {"short_name": "a\u202eb"},
        {"name": "  "},
        {"base_url": "http://sample.example.org"},
        {"base_url": "https://a.b c"},
        {"offline": "never"},
        {"contact": {"channels": []}},
        {"tracking": True},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(changes):
    with pytest.raises(ValidationError):
        settings(**changes)


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("email", "help@example.org", "mailto:help@example.org"),
        ("phone", "+44 20 7946 0018", "tel:+442079460018"),
        ("web", "https://example.org/write", "https://example.org/write"),
    ],
)
def test_channels_link_to_what_reaches_the_network(kind, value, href):
    """C73"""
    assert Channel(kind=kind, value=value).href == href


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "nobody"),
        ("email", "a@example.org?bcc=b@example.org"),
        ("phone", "112"),
        ("phone", "020 7946 0018"),
        ("web", "javascript:alert(1)"),
        ("web", "http://example.org"),
    ],
)
def test_channels_that_reach_nobody_are_refused(kind, value):
    with pytest.raises(ValidationError):
        Channel(kind=kind, value=value)


@pytest.mark.parametrize("name", ["north", "de", "worldwide"])
def test_every_place_has_an_address_of_its_own(name):
    area = {"country": "DE", "name": {"en": "Name"}}
    regions, cities = [{"id": "north", **area}], [{"id": name, **area}]
    with pytest.raises(ValidationError):
        PLACES.validate_python({"countries": ["DE"], "regions": regions, "cities": cities})


def test_a_country_is_named_once():
    with pytest.raises(ValidationError):
        PLACES.validate_python({"countries": ["DE", "FR", "DE"]})


@pytest.mark.parametrize("field", ["name", "description", "eligibility_description"])
def test_texts_are_required_in_the_source_language(folder, problems, field):
    edit(folder / "network.toml", '"ar", "en"', '"ar", "en", "de"')
    edit(folder / "network.toml", 'source = "en"', 'source = "de"')
    assert any(f": {field}: " in item and item.startswith("resources/") for item in problems())
