import json
from dataclasses import asdict
from pathlib import Path

import click

from pwa.cli import options
from pwa.content.load import load_network
from pwa.errors import ContentError, Problem


@click.command()
@options.content
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(content: Path, as_json: bool) -> None:
    """Report every problem of the content, each with file, line and field."""
    if as_json:
        problems = _problems(content)
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False))
        raise click.exceptions.Exit(1 if problems else 0)
    network = load_network(content)
    click.echo(
        f"{content}: no problems in {len(network.articles)} articles, "
        f"{len(network.services)} services, {len(network.topics)} topics, "
        f"{len(network.languages)} languages."
    )


def _problems(content: Path) -> tuple[Problem, ...]:
    try:
        load_network(content)
    except ContentError as error:
        return error.problems
    return ()
