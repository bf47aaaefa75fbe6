"""The service worker, and the one that ends it: the template's parts, one data object filled in."""

import re
from collections.abc import Sequence
from pathlib import Path

from pwa.edition.index import FORMAT, compact_json
from pwa.edition.scripts import minified
from pwa.errors import EditionError

PARTS = (
    *("data.js", "store.js", "fetching.js", "census.js"),
    *("pack.js", "edition.js", "save.js", "serve.js", "worker.js"),
)
KILL_PARTS = ("data.js", "kill.js")

_DATA = re.compile(r"^const DATA = .*?;$", re.MULTILINE | re.DOTALL)


def worker_script(template: Path, languages: Sequence[str]) -> bytes:
    """Return `sw.js`: it holds no hash of content, so that editing leaves its bytes alone."""
    return _joined(template, PARTS, languages)


def kill_script(template: Path, languages: Sequence[str]) -> bytes:
    """Return `sw-kill.js`: in the place of `sw.js` it removes all that is kept, and itself."""
    return _joined(template, KILL_PARTS, languages)


def _joined(template: Path, parts: Sequence[str], languages: Sequence[str]) -> bytes:
    source = "\n".join((template / name).read_text("utf-8") for name in parts)
    data = compact_json({"format": FORMAT, "languages": list(languages)}).decode()
    script, count = _DATA.subn(lambda _: f"const DATA = {data};", source)
    if count != 1:
        raise EditionError(
            f"{template}: found {count} data objects, expected one `const DATA = …;`"
        )
    return minified(script)
