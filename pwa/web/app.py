"""The Flask application: which pages exist, and what every template may use."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from flask import Flask, abort, g, request
from jinja2 import StrictUndefined
from markupsafe import Markup

from pwa import headers, slots
from pwa.content.network import Network
from pwa.locales import LOCALES, LanguageCode
from pwa.web import (
    article_body,
    board,
    directory,
    errors,
    formats,
    i18n,
    line_breaks,
    pages,
    search,
    service_texts,
)
from pwa.web.network import current_network


def create_app(
    network: Network,
    assets: Mapping[str, str],
    *,
    databases: Mapping[LanguageCode, Path] = MappingProxyType({}),
    mark_slots: bool = False,
) -> Flask:
    """Build the application.

    `assets` maps the name of a static file (`app.css`, `app.js`) to its address.
    `databases` are the edition's, in which queries are looked up.
    `mark_slots` leaves the marks in the pages at which an edition cuts them.
    """
    app = Flask(__name__, static_folder=None)
    app.extensions["network"] = network
    app.url_map.strict_slashes = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    i18n.init_app(app, network.languages)
    formats.init_app(app)
    article_body.init_app(app, assets)
    service_texts.init_app(app)
    line_breaks.init_app(app)
    for blueprint in (pages.blueprint, directory.blueprint, board.blueprint):
        app.register_blueprint(blueprint)
    search.init_app(app, databases)
    errors.init_app(app)
    app.url_value_preprocessor(_choose_language)
    app.jinja_env.globals.update(
        network=network,
        locales=[LOCALES[code] for code in network.languages],
        meta_policy=Markup(headers.meta_policy(https=network.settings.https)),
        asset=assets.__getitem__,
        opening=(lambda name: Markup(slots.opening(name))) if mark_slots else lambda name: "",
        closing=slots.CLOSE if mark_slots else "",
        plural_forms=i18n.plural_forms,
    )
    return app


def _choose_language(endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the language from the address; it stands nowhere else."""
    network = current_network()
    code = (values or {}).pop("language", None)
    if code is None:  # an unknown address still belongs to the language it starts with
        first = request.path.strip("/").partition("/")[0]
        g.language = first if first in network.languages else network.settings.source
    elif code in network.languages:
        g.language = code
    else:
        g.language = network.settings.source
        abort(404)
