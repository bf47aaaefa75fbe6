"""Static files under names that hold their hash, with every reference rewritten to match.

Stylesheets become one file, modules become one script, icons one picture with a view for each.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pwa.edition.icons import manifest_icons
from pwa.edition.scripts import join_modules, minified
from pwa.errors import EditionError

STYLESHEET = "app.css"
MARK = "mark.svg"
SCRIPT = "app.js"
EARLY_SCRIPT = "early.js"  # runs before the first paint

_CSS_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_CSS_URL = re.compile(r'url\("\.\./([^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_PUBLISHED = (".svg", ".png", ".txt")
_ICON = re.compile(r'<svg ([^>]*viewBox="0 0 24 24"[^>]*)>(.*)</svg>\s*\Z', re.DOTALL)
_ICON_SIDE = 24


@dataclass(frozen=True)
class Assets:
    urls: Mapping[str, str]  # name in `static/` -> address
    bodies: Mapping[str, bytes]  # address -> content
    needs: Mapping[str, frozenset[str]]  # address -> addresses it refers to

    def closure(self, urls: Iterator[str]) -> list[str]:
        """Return these addresses and all they refer to, sorted."""
        found: set[str] = set()
        waiting = list(urls)
        while waiting:
            url = waiting.pop()
            if url not in found:
                found.add(url)
                waiting.extend(self.needs[url])
        return sorted(found)


def collect(static: Path, images: Mapping[str, str]) -> Assets:
    """Read `static/` and the articles' images (`name -> path`)."""
    collector = _Collector(static)
    icons = sorted((static / "icons").glob("*.svg"))
    for path in sorted(static.rglob("*")):
        if path.suffix in _PUBLISHED and path not in icons:
            collector.publish(path.relative_to(static).as_posix(), path.read_bytes())
    for name, body in manifest_icons((static / MARK).read_text("utf-8")).items():
        collector.publish(name, body)
    collector.publish_icons(icons)
    for name, source in sorted(images.items()):
        collector.publish(name, Path(source).read_bytes())
    collector.publish_stylesheet()
    early = (static / "js" / EARLY_SCRIPT).read_text("utf-8")
    collector.publish(EARLY_SCRIPT, minified(early))
    collector.publish(SCRIPT, minified(join_modules(static / "js" / SCRIPT)))
    return Assets(collector.urls, collector.bodies, collector.needs)


class _Collector:
    def __init__(self, static: Path) -> None:
        self.static = static
        self.urls: dict[str, str] = {}
        self.bodies: dict[str, bytes] = {}
        self.needs: dict[str, frozenset[str]] = {}

    def publish(self, name: str, body: bytes, needs: frozenset[str] = frozenset()) -> str:
        path = PurePosixPath(name)
        url = f"/static/{path.stem}.{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}"
        if self.bodies.get(url, body) != body:
            raise EditionError(f"static/{name}: found a hash that stands for two files")
        self.urls[name] = url
        self.bodies[url] = body
        self.needs[url] = needs
        return url

    def publish_icons(self, paths: Sequence[Path]) -> None:
        """Stack the icons in one picture: one request instead of one for each."""
        views, pictures, attributes = [], [], ""
        for index, path in enumerate(paths):
            match = _ICON.match(path.read_text("utf-8"))
            if match is None or attributes not in ("", match[1]):
                raise EditionError(
                    f"static/icons/{path.name}: found another frame, "
                    'expected <svg> with viewBox="0 0 24 24" and the same attributes as its peers'
                )
            attributes = match[1]
            top = index * _ICON_SIDE
            box = f"0 {top} {_ICON_SIDE} {_ICON_SIDE}"
            views.append(f'<view id="{path.stem}" viewBox="{box}"/>')
            pictures.append(f'<g transform="translate(0 {top})">{match[2]}</g>')
        body = f"<svg {attributes}>{''.join(views)}{''.join(pictures)}</svg>\n"
        url = self.publish("icons.svg", body.encode())
        for path in paths:
            self.urls[f"icons/{path.name}"] = f"{url}#{path.stem}"

    def publish_stylesheet(self) -> None:
        order = (self.static / "css" / STYLESHEET).read_text("utf-8")
        names = _CSS_IMPORT.findall(order)
        parts = [(self.static / "css" / name).read_text("utf-8") for name in names]
        needed: set[str] = set()

        def rewrite(match: re.Match[str]) -> str:
            url = self._url(match[1], "css/" + STYLESHEET)
            needed.add(url.partition("#")[0])
            return f'url("{url}")'

        body = _CSS_URL.sub(rewrite, _COMMENT.sub("", "".join(parts)))
        self.publish(STYLESHEET, body.encode(), frozenset(needed))

    def _url(self, name: str, referrer: str) -> str:
        if name not in self.urls:
            raise EditionError(f"static/{referrer}: found a reference to {name}, which is no file")
        return self.urls[name]
