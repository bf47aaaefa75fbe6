"""The board: what people of the network offer, ask for, know and meet for."""

from datetime import UTC, datetime

from flask import Blueprint, g, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from pwa.content.board import ENTRY_KINDS, BoardEntry, chosen, of_entry
from pwa.content.vocabulary import NEEDS
from pwa.web.formats import by_name, marked, place_name, word
from pwa.web.network import current_network

blueprint = Blueprint("board", __name__, url_prefix="/<language>")


@blueprint.get("/board/")
def board() -> str:
    """List the entries that fit the query.

    Without a query the page is kept on phones, which leave out what has ended by themselves.
    """
    entries = current_network().board
    known = _options(entries)
    asked = {name: request.args.get(name, "") for name in known}
    choice = {name: value if value in dict(known[name]) else "" for name, value in asked.items()}
    if any(choice.values()):
        today = datetime.now(UTC).date()
        entries = tuple(entry for entry in entries if entry.until >= today)
    return render_template(
        "pages/board.html",
        path="board/",
        entries=[(entry, of_entry(entry), _text(entry)) for entry in chosen(entries, choice)],
        choice=choice,
        options=known,
        kinds=dict(known["kind"]),
    )


def _options(entries: tuple[BoardEntry, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen, each value with its name: what there is on the board."""
    kinds = {
        "offer": gettext("Offered"),
        "ask": gettext("Looked for"),
        "skill": gettext("Somebody knows how"),
        "group": gettext("A group"),
        "meeting": gettext("A meeting"),
    }
    places = dict.fromkeys(entry.place for entry in entries)
    return {
        "kind": [(kind, kinds[kind]) for kind in ENTRY_KINDS],
        "need": [(need, word(need, "needs")) for need in NEEDS],
        "place": by_name((place.lower(), place_name(place)) for place in places),
    }


def _text(entry: BoardEntry) -> Markup:
    """Return an entry's words in the page's language, or as they were written."""
    code = g.language if g.language in entry.text else next(iter(entry.text))
    return marked(entry.text[code], code)
