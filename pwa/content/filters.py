"""Which services fit what somebody looks for; `static/js/lib/filters.js` tells the same.

Only what is known counts: a service that does not say whether it asks for papers does not fit
"no ID".
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pwa.content.fields import WORLDWIDE
from pwa.content.hours import as_data, is_open
from pwa.content.network import Network
from pwa.content.services import Service
from pwa.content.vocabulary import ADMITTED, KINDS, NEEDS, WAYS

OPEN = "open"
TICKED = (OPEN, "no-id", "free", "anonymous")  # boxes; all but the first are facts of access
YES = "1"

Choice = Mapping[str, str]  # names and values as in an address; empty fits everything


def options(network: Network) -> dict[str, tuple[str, ...]]:
    """Return what can be chosen in this network, by the name of the choice; but for boxes."""
    services = network.services
    languages = {code for service in services for code in service.languages}
    served = {place for service in services for place in network.places_of(service)}
    return {
        "need": NEEDS,
        "place": tuple(place for place in network.places.ids if place in served),
        "language": tuple(sorted(languages)),
        "kind": KINDS,
        "admits": ADMITTED,
        "way": WAYS,
    }


def choice_of(query: Mapping[str, str], network: Network) -> Choice:
    """Return the choice that an address holds; what cannot be chosen here counts as not chosen."""
    known = {**options(network), **dict.fromkeys(TICKED, (YES,))}
    return {name: query[name] for name, values in known.items() if query.get(name) in values}


def fitting(network: Network, choice: Choice, now: datetime) -> list[Service]:
    """Return the services that fit, those of the chosen place before those from further away."""
    place = choice.get("place")
    found = [
        (distance, service)
        for service in network.services
        if (distance := _distance(network, service, place)) is not None
        and _fits(service, choice, now)
    ]
    return [service for _, service in sorted(found, key=lambda item: item[0])]


def relaxations(network: Network, choice: Choice, now: datetime) -> list[tuple[str, int]]:
    """Return what to leave out, one at a time, for anything to fit; and how many then do."""
    counts = ((name, len(fitting(network, without(choice, name), now))) for name in choice)
    return [(name, count) for name, count in counts if count]


def without(choice: Choice, name: str) -> Choice:
    return {term: value for term, value in choice.items() if term != name}


def as_row(service: Service) -> dict[str, Any]:
    """Return what the phone must know of a service to tell whether it fits."""
    return {
        "id": service.id,
        "needs": service.help,
        "serves": [place.lower() for place in service.serves],
        "languages": service.languages,
        "kind": service.kind,
        "admits": _admitted(service),
        "ways": service.ways,
        "access": service.access,
        "zone": service.zone,
        "schedules": as_data(service.schedules),
    }


def _fits(service: Service, choice: Choice, now: datetime) -> bool:
    known = {
        "need": service.help,
        "language": service.languages,
        "kind": (service.kind,),
        "admits": _admitted(service),
        "way": service.ways,
    }
    return (
        all(choice[name] in values for name, values in known.items() if name in choice)
        and all(name in service.access for name in TICKED if name in choice and name != OPEN)
        and (OPEN not in choice or is_open(service.schedules, service.zone, now))
    )


def _admitted(service: Service) -> list[str]:
    return [group for group, answer in service.admits.items() if answer == "yes"]


def _distance(network: Network, service: Service, place: str | None) -> int | None:
    """Return 0 for a service of the place itself, 1 of its country, 2 worldwide, None elsewhere."""
    if place is None or place in network.places_of(service):
        return 0
    area = network.places.areas.get(place)
    if area and area.country in service.serves:
        return 1
    return 2 if WORLDWIDE in service.serves else None
