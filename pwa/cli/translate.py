import re
from pathlib import Path

import click

from pwa.cli import options
from pwa.content.documents import replace_file
from pwa.content.load import load_network
from pwa.content.po import export_po, import_po, lost
from pwa.errors import TadamunError
from pwa.locales import LANGUAGE_CODES, LOCALES

_HASH_LINE = re.compile(r"^source_hash:.*\n", re.MULTILINE)


@click.group()
def translate() -> None:
    """Keep translations in step with their source texts."""


@translate.command()
@click.argument("slug")
@click.argument("language", type=click.Choice(LANGUAGE_CODES))
@options.own_content
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
    replace_file(path, text.replace("---\n", "---\n" + line, 1).encode())
    click.echo(f"{path} follows {article.source}.md as it is now.")


@translate.command()
@options.content
def status(content: Path) -> None:
    """Show which articles each language has."""
    network = load_network(content)
    for code in network.languages:
        states: dict[str, list[str]] = {"older than its source": [], "missing": []}
        for article in network.articles:
            if code not in article.texts:
                states["missing"].append(article.slug)
            elif article.outdated(code):
                states["older than its source"].append(article.slug)
        whole = len(network.articles) - sum(map(len, states.values()))
        click.echo(f"{code} {LOCALES[code].name}: {whole} of {len(network.articles)} articles")
        for state, slugs in states.items():
            if slugs:
                click.echo(f"  {state}: {', '.join(slugs)}")


@translate.command("export")
@click.argument("language", type=click.Choice(LANGUAGE_CODES))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@options.content
def export_(language: str, out: Path | None, content: Path) -> None:
    """Write all articles and their translations as a PO file, for Weblate, Poedit and the like."""
    network = load_network(content)
    if language not in network.languages or language == network.settings.source:
        expected = ", ".join(code for code in network.languages if code != network.settings.source)
        raise TadamunError(f"{language}: found no language to translate into, expected {expected}")
    po = export_po(network, content, language)
    if out is None:
        click.echo(po, nl=False)
        return
    if out.is_file() and (count := lost(out.read_bytes(), po)):
        raise TadamunError(
            f"{out}: found {count} translations that are not imported, expected none: import the "
            "file first, or give another name. It stays as it is"
        )
    replace_file(out, po)
    click.echo(f"{out}: {len(network.articles)} articles.")


@translate.command("import")
@click.argument("po", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.own_content
def import_(po: Path, content: Path) -> None:
    """Take over the translations of a PO file; articles that are not whole stay as they were."""
    found = import_po(load_network(content), content, po.read_bytes())
    for file in found.written:
        click.echo(f"{file}: written.")
    for reason in found.left:
        click.echo(f"{reason}: left as it was.", err=True)
    click.echo(f"{po}: {len(found.written)} files written, {len(found.left)} articles left.")
    load_network(content)  # names what the new texts did wrong
