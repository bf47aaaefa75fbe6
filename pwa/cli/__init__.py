"""The `tadamun` command: each subcommand parses, calls and prints; errors end here."""

import sys
from typing import Any

import click

from pwa.cli.build import build
from pwa.cli.check import check
from pwa.cli.new import new
from pwa.cli.serve import serve
from pwa.cli.translate import translate
from pwa.errors import ContentError, TadamunError


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ContentError as error:
            click.echo(str(error), err=True)
            click.echo(
                f"Problems found in {error.folder}: {len(error.problems)}. Nothing was changed.",
                err=True,
            )
        except TadamunError as error:
            click.echo(str(error), err=True)
        sys.exit(1)


@click.group(cls=_Group)
@click.version_option(package_name="tadamun")
def main() -> None:
    """Keep a mutual-aid network's articles and resources readable without a network."""


for command in (serve, build, check, new, translate):
    main.add_command(command)
