import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pwa.cli import options
from pwa.content.attention import Notice, attention
from pwa.content.coverage import Coverage, coverage, reach
from pwa.content.load import check_content
from pwa.errors import ContentError
from pwa.locales import LOCALES, LanguageCode


@click.command()
@options.content
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def check(content: Path, as_json: bool) -> None:
    """Report every problem of the content, each with file, line and field.

    Also tells what each language has, and what wants a look because it has grown old or stands
    there twice; these are no problems.
    """
    network, problems = check_content(content)
    rows = [*coverage(network)] if network else []
    notices = []
    if network and not problems:
        notices = [*_unwritten(content), *attention(network, datetime.now(UTC).date())]
    if as_json:
        found = {
            "problems": [asdict(problem) for problem in problems],
            "languages": [asdict(row) for row in rows],
            "services": reach(network) if network else {},
            "attention": [asdict(notice) for notice in notices],
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        raise click.exceptions.Exit(1 if problems else 0)
    if problems or network is None:
        raise ContentError(problems, content)
    _show(rows, reach(network), notices)
    click.echo(
        f"{content}: no problems in {len(network.articles)} articles, "
        f"{len(network.services)} services, {len(network.topics)} topics, "
        f"{len(network.languages)} languages."
    )


def _unwritten(content: Path) -> Iterator[Notice]:
    """Yield the files that still hold words of `tadamun new`."""
    for path in sorted(content.rglob("*.*")):
        if path.suffix in (".md", ".toml", ".yaml") and "⟨" in path.read_text("utf-8"):
            file = path.relative_to(content).as_posix()
            yield Notice(file, "⟨…⟩ is still to be written")


def _show(
    rows: Sequence[Coverage],
    services: Mapping[str, Mapping[LanguageCode, int]],
    notices: Sequence[Notice],
) -> None:
    table = Table("Language", "Articles", "Older", "Drafts", "Other texts", "Search phrases")
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(
            f"{row.language} {LOCALES[row.language].name}",
            f"{row.translated} of {row.articles}",
            str(row.outdated),
            str(row.drafts),
            f"{row.given} of {row.texts}",
            str(row.phrases),
        )
    Console().print(table)
    table = Table("Services that speak", *(row.language for row in rows))
    for need, counts in services.items():
        table.add_row(need, *(str(count or "–") for count in counts.values()))
    Console().print(table)
    click.echo(
        "–: the page of this need tells readers of the language that none says it speaks it."
    )
    for notice in notices:
        click.echo(f"{notice.file}: {notice.what}")
