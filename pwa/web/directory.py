"""Pages of help: by need, by place, and each service by itself."""

from flask import Blueprint, abort, render_template

from pwa.content.vocabulary import NEEDS
from pwa.web.network import current_network

blueprint = Blueprint("directory", __name__, url_prefix="/<language>")


@blueprint.get("/resources/")
def resources() -> str:
    return render_template("pages/resources.html", path="resources/", current="help", needs=NEEDS)


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
    return render_template(
        "pages/help.html",
        path=f"help/{need}/{place}/" if place else f"help/{need}/",
        current="help",
        need=need,
        place=place,
        services=network.services_for(need, place=place),
        places=network.places_with(need),
    )
