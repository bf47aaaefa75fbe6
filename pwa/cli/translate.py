import re
from pathlib import Path

import click

from pwa.cli import options
from pwa.content.load import load_network
from pwa.errors import TadamunError
from pwa.locales import LANGUAGE_CODES

_HASH_LINE = re.compile(r"^source_hash:.*\n", re.MULTILINE)


@click.group()
def translate() -> None:
    """Keep translations in step with their source texts."""


@translate.command()
@click.argument("slug")
@click.argument("language", type=click.Choice(LANGUAGE_CODES))
@options.content
def done(slug: str, language: str, content: Path) -> None:
    """Record that a translation follows its source text as it is now."""
    network = load_network(content)
    article = network.article(slug)
    if article is None or language not in article.texts or language == article.source:
        raise TadamunError(
            f"articles/{slug}/{language}.md: found no such translation, expected one of: "
            + ", ".join(f"{a.slug}/{code}" for a in network.articles for code in a.texts)
        )
    path = content / "articles" / slug / f"{language}.md"
    text = _HASH_LINE.sub("", path.read_text("utf-8"), count=1)
    line = f"source_hash: {article.texts[article.source].hash}\n"
    replaced = path.with_suffix(".new")
    replaced.write_text(text.replace("---\n", "---\n" + line, 1), "utf-8")
    replaced.replace(path)
    click.echo(f"{path} follows {article.source}.md as it is now.")
