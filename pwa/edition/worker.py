"""The service worker: the parts of its template in order, one data object filled in."""

import re
from collections.abc import Sequence
from pathlib import Path

from pwa.edition.index import FORMAT, compact_json
from pwa.edition.scripts import without_notes
from pwa.errors import EditionError

PARTS = ("data.js", "store.js", "fetching.js", "save.js", "serve.js", "worker.js")

_DATA = re.compile(r"^const DATA = .*?;$", re.MULTILINE | re.DOTALL)


def worker_script(template: Path, languages: Sequence[str]) -> bytes:
    """Return `sw.js`: it holds no hash of content, so that editing leaves its bytes alone."""
    source = "\n".join((template / name).read_text("utf-8") for name in PARTS)
    data = compact_json({"format": FORMAT, "languages": list(languages)}).decode()
    script, count = _DATA.subn(lambda _: f"const DATA = {data};", source)
    if count != 1:
        raise EditionError(
            f"{template}: found {count} data objects, expected one `const DATA = …;`"
        )
    return without_notes(script).encode()
