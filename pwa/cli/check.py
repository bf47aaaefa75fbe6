import json
from dataclasses import asdict
from pathlib import Path

import click

from pwa.cli import options
from pwa.content.load import check_content
from pwa.errors import ContentError


@click.command()
@options.content
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(content: Path, as_json: bool) -> None:
    """Report every problem of the content, each with file, line and field."""
    network, problems = check_content(content)
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False))
        raise click.exceptions.Exit(1 if problems else 0)
    if problems or network is None:
        raise ContentError(problems)
    click.echo(
        f"{content}: no problems in {len(network.articles)} articles, "
        f"{len(network.services)} services, {len(network.topics)} topics, "
        f"{len(network.languages)} languages."
    )
