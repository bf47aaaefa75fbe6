"""Pages of help: by need, by place, and each service by itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, g, render_template, request
from flask_babel import gettext

from pwa.content import filters
from pwa.content.filters import (
    OPEN,
    TICKED,
    as_row,
    choice_of,
    fitting,
    relaxations,
    without,
)
from pwa.content.network import Network
from pwa.content.services import Service
from pwa.content.vocabulary import NEEDS, words
from pwa.locales import LOCALES
from pwa.web.formats import by_name, language_names, local_string, place_name, shown_language, word
from pwa.web.network import current_network
from pwa.web.service_texts import note, way_name

blueprint = Blueprint("directory", __name__, url_prefix="/<language>")

_SHOWN = 12  # services at first, and with each "more"


@blueprint.get("/resources/")
def resources() -> str:
    """List the services that fit the address's query, so many as it asks for."""
    network = current_network()
    choice = choice_of(request.args, network)
    now = datetime.now(UTC)
    found = fitting(network, choice, now)
    shown = max(request.args.get("shown", default=_SHOWN, type=int), _SHOWN)
    options, ticked = _named_options(network), _named_boxes()
    return render_template(
        "pages/resources.html",
        path="resources/",
        current="help",
        needs=NEEDS,
        choice=choice,
        options=options,
        ticked=ticked,
        found=found,
        shown=shown,
        more=urlencode({**choice, "shown": shown + _SHOWN}),
        relaxed=[
            (
                ticked.get(name) or dict(options[name])[choice[name]],
                count,
                urlencode(without(choice, name)),
            )
            for name, count in ([] if found else relaxations(network, choice, now))
        ],
        rows=[_row(service) for service in network.services],
        areas={area: found.country.lower() for area, found in network.places.areas.items()},
        words={fact: word(fact, "access") for fact in words()["access"]},
    )


def _named_options(network: Network) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen, each value with its name; places and languages by their names."""
    names: dict[str, Callable[[str], str]] = {
        "need": lambda value: word(value, "needs"),
        "place": place_name,
        "language": lambda value: language_names([value]),
        "kind": lambda value: word(value, "kinds"),
        "admits": lambda value: word(value, "communities"),
        "way": way_name,
    }
    found = {
        name: [(value, names[name](value)) for value in values]
        for name, values in filters.options(network).items()
    }
    for name in ("place", "language"):
        found[name] = by_name(found[name])
    return found


def _named_boxes() -> dict[str, str]:
    facts = {name: word(name, "access") for name in TICKED if name != OPEN}
    return {OPEN: gettext("Open now"), **facts}


def _row(service: Service) -> dict[str, Any]:
    """Return what the phone needs of a service, to filter and to show it."""
    code = shown_language(service.name)
    locale = LOCALES[code]
    foreign = {"lang": locale.tag, "dir": locale.direction} if code != g.language else {}
    return {
        **as_row(service),
        "name": local_string(service.name),
        "text": local_string(service.description),
        "note": note(service),
        **foreign,
    }


@blueprint.get("/resources/<service_id>/")
def service(service_id: str) -> str:
    network = current_network()
    service = network.service(service_id)
    if service is None:
        abort(404)
    return render_template(
        "pages/service.html",
        path=f"resources/{service_id}/",
        current="help",
        service=service,
        organization=network.organizations[service.organization],
    )


@blueprint.get("/help/<need>/", defaults={"place": None})
@blueprint.get("/help/<need>/<place>/")
def help_list(need: str, place: str | None) -> str:
    network = current_network()
    if need not in NEEDS or (place and place not in network.places.ids):
        abort(404)
    services = network.services_for(need, place=place)
    return render_template(
        "pages/help.html",
        path=f"help/{need}/{place}/" if place else f"help/{need}/",
        current="help",
        need=need,
        place=place,
        services=services,
        spoken=any(g.language in service.languages for service in services),
        places=network.places_with(need),
    )
