from pathlib import Path

import click

from pwa.cli import options
from pwa.cli.freeze import freeze
from pwa.edition.write import CURRENT, SITE


@click.command()
@options.content
@options.editions("--out")
@options.base_url
@options.sequence
@options.previous
@options.kill_worker
def build(
    content: Path,
    editions: Path,
    base_url: str | None,
    sequence: int | None,
    previous: tuple[Path, ...],
    kill_worker: bool,
) -> None:
    """Build an edition for a static host or CDN."""
    edition = freeze(
        content,
        editions,
        sequence=sequence,
        base_url=base_url,
        previous=previous,
        kill_worker=kill_worker,
    )
    click.echo(f"Built {edition.name}. To publish: {editions / CURRENT / SITE}")
