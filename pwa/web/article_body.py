"""The body of an article as it is shown, with the source of what must not be mistaken."""

import re
from collections.abc import Mapping

from flask import Flask, g, render_template
from markupsafe import Markup

from pwa.content.articles import Article
from pwa.content.markdown import CRITICAL
from pwa.locales import LanguageCode


def init_app(app: Flask, assets: Mapping[str, str]) -> None:
    """Add the filter `body`: of an article, in one of its languages."""

    def body(article: Article, code: LanguageCode) -> Markup:
        text = article.texts[code]
        html = text.body.html
        for name in text.body.images:
            html = html.replace(
                f'src="{name}"', f'src="{assets[f"articles/{article.slug}/{name}"]}"'
            )
        if code != article.source and text.review == "draft":
            html = _with_originals(html, article)
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
