import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any

import click

from pwa.cli import options
from pwa.content.board import ENTRY_KINDS
from pwa.content.facts import FACT_KINDS
from pwa.content.load import load_network
from pwa.content.vocabulary import NEEDS
from pwa.errors import ContentError, TadamunError
from pwa.locales import LANGUAGE_CODES

_SKELETONS = Path(__file__).parent / "skeletons"
_SHOWN = timedelta(days=30)  # a new entry on the board
_READ_AGAIN = timedelta(days=365)  # the source of a new fact
# What people write freely, in the form that YAML and TOML share with JSON.
_QUOTED = {
    *("name", "short_name", "description", "title", "text", "quote", "url", "place"),
    *("languages", "countries", "needs"),
}

name = click.option("--name", required=True, help="As readers see it.")
url = click.option("--url", required=True, help="Web address, with https.")


@click.group()
def new() -> None:
    """Begin a file, with what it needs and hints on the rest."""


@new.command()
@click.argument("folder", type=click.Path(path_type=Path))
@name
@click.option(
    "--languages",
    default="en",
    show_default=True,
    help="Codes such as en,ar; the first is the one you write in.",
)
@click.option("--countries", default="", help="ISO codes such as DE,FR, where it helps.")
def network(folder: Path, name: str, languages: str, countries: str) -> None:
    """Begin a network in a folder of its own."""
    codes = [code.strip() for code in languages.split(",")]
    if unknown := set(codes) - {*LANGUAGE_CODES}:
        known = ", ".join(LANGUAGE_CODES)
        raise TadamunError(f"--languages: found {', '.join(unknown)}, expected some of {known}")
    if folder.exists() and any(folder.iterdir()):
        raise TadamunError(f"{folder}: found files in it, expected an empty or a new folder")
    values = {
        "name": name,
        "short_name": name[:12],
        "source": codes[0],
        "languages": codes,
        "description": f"What {name} knows and shares.",
        "countries": [code.strip().upper() for code in countries.split(",") if code.strip()],
        "icon": "life-buoy",
        "needs": [],
        "order": 1,
    }
    _write(folder, "network.toml", "network.toml", values)
    _write(folder, "places.toml", "places.toml", values)
    first = {**values, "name": "First things", "description": "Where to begin."}
    _write(folder, "topics/first.toml", "topic.toml", first)
    click.echo(f"Next: tadamun new article first-steps --topic first --content {folder}")


@new.command()
@click.argument("slug")
@click.option("--topic", required=True, help="Id of a topic.")
@click.option("--title", default="Title of the article", show_default=True)
@options.own_content
def article(slug: str, topic: str, title: str, content: Path) -> None:
    """Begin an article in the language you write in."""
    source = load_network(content).settings.source
    file = f"articles/{slug}/{source}.md"
    _write(content, file, "article.md", {"title": title, "topic": topic})
    click.echo("Next: write it, then tadamun check, then tadamun serve --watch")


@new.command()
@click.argument("id_")
@name
@url
@options.own_content
def organization(id_: str, name: str, url: str, content: Path) -> None:
    """Begin an organization, which services belong to."""
    values = {"name": name, "url": url, "source": load_network(content).settings.source}
    _write(content, f"organizations/{id_}.yaml", "organization.yaml", values)


@new.command()
@click.argument("id_")
@click.option("--organization", required=True, help="Id of its organization.")
@name
@url
@click.option("--need", required=True, type=click.Choice(NEEDS))
@click.option("--place", default="worldwide", show_default=True, help="Country or place it serves.")
@options.own_content
def service(
    id_: str, organization: str, name: str, url: str, need: str, place: str, content: Path
) -> None:
    """Begin a service: a help line, a shelter, a peer circle."""
    network = load_network(content)
    if organization not in network.organizations:
        known = ", ".join(network.organizations) or "there are none yet"
        raise TadamunError(
            f"--organization: found {organization!r}, expected one of: {known}. "
            "Begin it by tadamun new organization"
        )
    source = network.settings.source
    values = {"organization": organization, "name": name, "url": url, "need": need, "place": place}
    _write(content, f"resources/{id_}.yaml", "service.yaml", {**values, "source": source})


@new.command()
@click.argument("id_")
@click.option("--kind", required=True, type=click.Choice(ENTRY_KINDS))
@click.option("--need", required=True, type=click.Choice(NEEDS))
@click.option("--text", required=True, help="What is offered or asked for.")
@click.option("--place", default="worldwide", show_default=True)
@options.own_content
def entry(id_: str, kind: str, need: str, text: str, place: str, content: Path) -> None:
    """Begin an entry on the board; it is shown for 30 days."""
    until = datetime.now(UTC).date() + _SHOWN
    values = {"kind": kind, "need": need, "text": text, "place": place, "until": until}
    source = load_network(content).settings.source
    _write(content, f"board/{id_}.toml", "board.toml", {**values, "source": source})


@new.command()
@click.argument("name", metavar="PLACE/ID")
@click.option("--kind", required=True, type=click.Choice(FACT_KINDS))
@click.option("--text", required=True, help="One or two plain sentences.")
@url
@options.own_content
def fact(name: str, kind: str, text: str, url: str, content: Path) -> None:
    """Begin a fact, as de/young-patients: what a public body says of a rule or a number."""
    if name.count("/") != 1:
        raise TadamunError(f"found {name!r}, expected a place and an id such as de/young-patients")
    today = datetime.now(UTC).date()
    quote = f"⟨The words of the source for this: {text}⟩"
    values = {"kind": kind, "text": text, "url": url, "year": today.year, "quote": quote}
    until = today + _READ_AGAIN
    source = load_network(content).settings.source
    _write(content, f"facts/{name}.toml", "fact.toml", {**values, "until": until, "source": source})
    click.echo(f"Next: quote it in an article by ::facts {name} or ::facts {kind}")


def _write(folder: Path, file: str, skeleton: str, values: dict[str, Any]) -> None:
    """Write a file from its skeleton; where the network no longer loads then, take it back."""
    path = folder / file
    if path.exists():
        raise TadamunError(f"{path}: found such a file, expected a new name: it stays as it is")
    today = datetime.now(UTC).date()
    dates = {"today": today}
    filled = {
        key: json.dumps(value, ensure_ascii=False) if key in _QUOTED else str(value)
        for key, value in {**dates, **values}.items()
    }
    text = Template((_SKELETONS / skeleton).read_text("utf-8")).substitute(filled)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    try:
        load_network(folder)
    except ContentError as error:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
        ours = [problem for problem in error.problems if problem.file == file]
        raise ContentError(ours or error.problems, folder) from error
    click.echo(f"{path}: written.")
