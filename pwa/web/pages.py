"""Pages to read: home, the next hour, articles, topics, and what the network says of itself."""

from flask import Blueprint, abort, g, make_response, redirect, render_template, request
from werkzeug import Response

from pwa.content.vocabulary import NEEDS
from pwa.locales import negotiate
from pwa.web.network import current_network

blueprint = Blueprint("pages", __name__)

# Pages whose text stands in the catalogues alone.
_PLAIN = (
    *("about", "accessibility", "contact", "forget", "install"),
    *("neutral", "safety", "saved", "unreachable", "withdrawn"),
)


_SHOWN_AT_HOME = 12  # articles; the topics lead to all


@blueprint.get("/")
def choose() -> Response:
    """Send a reader without an address to their language, once."""
    network = current_network()
    header = request.headers.get("Accept-Language", "")
    code = negotiate(header, network.languages, network.settings.source)
    response = redirect(f"/{code}/", 302)
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/healthz")
def health() -> Response:
    response = make_response("ok\n")
    response.mimetype = "text/plain"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/index.html")
def languages() -> str:
    """List the languages, for hosts that cannot negotiate."""
    g.language = current_network().settings.source
    return render_template("pages/languages.html")


@blueprint.get("/404.html")
def missing() -> str:
    """Say in every language that there is no such page, for hosts without a server of ours."""
    g.language = current_network().settings.source
    return render_template("pages/missing.html")


@blueprint.get("/<language>/")
def home() -> str:
    articles = current_network().newest_articles(_SHOWN_AT_HOME)
    return render_template(
        "pages/home.html", path="", current="home", needs=NEEDS, articles=articles
    )


@blueprint.get("/<language>/now/")
def now() -> str:
    callable_services = [service for service in current_network().services if service.phones]
    return render_template("pages/now.html", path="now/", services=callable_services)


@blueprint.get("/<language>/articles/<slug>/")
def article(slug: str) -> str:
    network = current_network()
    article = network.article(slug)
    if article is None:
        abort(404)
    text_language, text = article.text(g.language)
    topic = network.topic(article.topic)
    return render_template(
        "pages/article.html",
        path=f"articles/{slug}/",
        article=article,
        text=text,
        text_language=text_language,
        topic=topic,
        services=network.services_for(*topic.needs) if topic else (),
        lacking=[code for code in network.languages if code not in article.texts],
    )


@blueprint.get("/<language>/topics/<topic_id>/")
def topic(topic_id: str) -> str:
    network = current_network()
    topic = network.topic(topic_id)
    if topic is None:
        abort(404)
    return render_template(
        "pages/topic.html",
        path=f"topics/{topic_id}/",
        topic=topic,
        articles=[article for article in network.articles if article.topic == topic_id],
        services=network.services_for(*topic.needs),
    )


@blueprint.get(f"/<language>/<any({', '.join(_PLAIN)}):name>/")
def plain(name: str) -> str:
    return render_template(f"pages/{name}.html", path=f"{name}/")


@blueprint.post("/<language>/forget/")
def forget() -> Response:
    """Ask the browser to clear what it holds of this app, for those without JavaScript."""
    page = render_template("pages/forget.html", path="forget/", done=True, policy="ask")
    response = make_response(page)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
