"""Scripts as they are sent: modules joined into one file, without what only people need.

One file is one request; on a slow network each of a dozen modules would wait a turn of its own.
"""

import re
from pathlib import Path

import minify_html

from pwa.errors import EditionError

_NOTES = re.compile(r"/\*\*.*?\*/\s?|^ *//[^\n]*\n", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"(?<=\w)/\* @__PURE__ \*/|/\* @__PURE__ \*/ ")  # of the minifier, for bundlers
_IMPORT = re.compile(r'^import (?:\{[^}]*\}|\w+) from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?:(?=(?:async )?(?:function\*?|const|let|class) )|\{ \w+ as default \};\n)",
    re.MULTILINE,
)
_UNJOINED = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_NAME = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (?:\{ )?(\w+)", re.MULTILINE)


def minified(source: str) -> bytes:
    """Return a script without notes and spaces; names at its top stay as they are."""
    opening, closing = "<script>", "</script>"
    page = minify_html.minify(opening + _NOTES.sub("", source) + closing, minify_js=True)
    if not (page.startswith(opening) and page.endswith(closing)):
        raise EditionError(f"found a script that cannot be made smaller: {source[:60]!r}")
    return _MARK.sub("", page.removeprefix(opening).removesuffix(closing)).encode()


def join_modules(entry: Path) -> str:
    """Return a module and all it imports as one, each after those it needs.

    They come to share one scope, so no name may be declared at the top of two of them.
    """
    joined: dict[Path, str] = {}
    _add(entry.resolve(), joined, [])
    owners: dict[str, str] = {}
    for path, source in joined.items():
        for name in _NAME.findall(source):
            other = owners.setdefault(name, path.name)
            if other != path.name:
                raise EditionError(
                    f"static/js: found `{name}` at the top of both {other} and {path.name}, "
                    "expected it once: they are joined into one script"
                )
    return "".join(joined.values())


def _add(path: Path, joined: dict[Path, str], above: list[Path]) -> None:
    if path in joined:
        return
    if path in above:
        circle = " -> ".join(step.name for step in [*above, path])
        raise EditionError(f"static/js: found imports in a circle: {circle}")
    source = path.read_text("utf-8")
    for address in _IMPORT.findall(source):
        target = (path.parent / address).resolve()
        if not target.is_file():
            raise EditionError(f"static/js/{path.name}: found an import of {address}, no such file")
        _add(target, joined, [*above, path])
    source = _EXPORT.sub("", _IMPORT.sub("", source))
    if left := _UNJOINED.search(source):
        raise EditionError(
            f"static/js/{path.name}: found `{left[0]}`, expected "
            '`import { name } from "./file.js";` or `export` before a declaration'
        )
    joined[path] = source
