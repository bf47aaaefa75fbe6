"""The body of an article as it is shown: with the facts it quotes, and beside its source."""

import re
from collections.abc import Mapping

from flask import Flask, g, render_template
from markupsafe import Markup

from pwa.content.articles import Article
from pwa.content.markdown import CRITICAL, QUOTED
from pwa.locales import LanguageCode
from pwa.web.formats import place_name
from pwa.web.network import current_network


def init_app(app: Flask, assets: Mapping[str, str]) -> None:
    """Add the filter `body`: of an article, in one of its languages."""

    def body(article: Article, code: LanguageCode) -> Markup:
        text = article.texts[code]
        html = text.body.html
        for name in text.body.images:
            html = html.replace(
                f'src="{name}"', f'src="{assets[f"articles/{article.slug}/{name}"]}"'
            )
        unchecked = code != article.source and text.review == "draft"
        if unchecked:
            html = _with_originals(html, article)
        html = QUOTED.sub(lambda found: _facts(found[1], code, unchecked=unchecked), html)
        return Markup(html)  # sanitised when it was read

    app.add_template_filter(body, "body")


def _with_originals(html: str, article: Article) -> str:
    """Put the source text beneath each critical paragraph of a translation that nobody has checked.

    Paragraphs belong together by their order; where they are not as many, nothing is certain.
    """
    originals = article.texts[article.source].body.critical
    if len(originals) != len(CRITICAL.findall(html)):
        return html
    waiting = iter(originals)

    def with_original(found: re.Match[str]) -> str:
        original = next(waiting).replace(f'href="/{article.source}/', f'href="/{g.language}/')
        shown = render_template(
            "components/original.html", text=Markup(original), language=article.source
        )
        return f"{found[0]}\n{shown}"

    return CRITICAL.sub(with_original, html)


def _facts(which: str, around: LanguageCode, *, unchecked: bool) -> str:
    """Render facts in the page's language, also `around` by a text in another."""
    facts = current_network().facts_of(which)
    places = sorted({fact.place for fact in facts}, key=lambda it: place_name(it).casefold())
    return render_template(
        "components/facts.html",
        alone=facts[0] if "/" in which else None,
        by_place=[(place, [it for it in facts if it.place == place]) for place in places],
        around=around,
        unchecked=unchecked,
    )
