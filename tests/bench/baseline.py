"""What an edition is compared with: the same pages, whole, precached by Workbox's `generateSW`.

A page differs from ours in its script alone: `register.js` in place of `app.js`. Headers, server
and compression are those of an edition.
"""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

from tests.bench.freezing import spent

_HERE = Path(__file__).parent
_OUR_SCRIPT = re.compile(rb'<script type="module" src="[^"]+"></script>')
_OUR_FILE = re.compile(r"^/static/app\.\w+\.js$")
_SCRIPT = "static/register.js"
_SCRIPT_ELEMENT = f'<script defer src="/{_SCRIPT}"></script>'.encode()
_COMPRESSED = (".html", ".js", ".css", ".svg", ".webmanifest")
_SMALLEST = 200  # bytes; as in an edition
_REVISION = re.compile(r'url:"([^"]+)",revision:"([0-9a-f]+)"')


@dataclass(frozen=True)
class Cost:
    workbox: float  # seconds of CPU: the node process alone
    compression: float  # seconds of CPU
    memory: int  # bytes, the most the node process held


def make_baseline(site: Path, folder: Path, languages: Sequence[str]) -> Cost:
    """Write the compared site of some languages of an edition, or bring it up to date.

    One worker keeps all that is there, so what is measured in a browser has one language.
    """
    patterns = [_SCRIPT]
    for language in languages:
        for page in sorted((site / language).rglob("index.html")):
            html = _OUR_SCRIPT.sub(_SCRIPT_ELEMENT, page.read_bytes())
            _write(folder / page.relative_to(site), html)
        patterns += [f"{language}/**/index.html", *_assets(site, language)]
    for name in patterns:
        if "*" not in name:
            source = _HERE / "register.js" if name == _SCRIPT else site / name
            _write(folder / name, source.read_bytes())
    _write(folder / "index.html", (site / "index.html").read_bytes())
    workbox, memory = _run_workbox(folder, patterns)
    return Cost(workbox, compress(folder), memory)


def revisions(folder: Path) -> dict[str, str]:
    """Return what the worker promises of each page: address -> revision."""
    script = (folder / "sw.js").read_text("utf-8")
    found = dict(_REVISION.findall(script))
    if not found:
        raise SystemExit(f"{folder}/sw.js: found no revisions; Workbox writes them otherwise now")
    return found


def compress(folder: Path) -> float:
    """Compress all files anew in a process of its own; return its seconds of CPU."""
    command = [sys.executable, "-m", "tests.bench.baseline", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(result.stdout)


def _assets(site: Path, language: str) -> list[str]:
    """Return the files that an edition keeps beside its pages, but for our script."""
    manifest = json.loads((site / f"offline/{language}.json").read_bytes())
    index = site / f"offline/{language}/index/{manifest['index']}.json"
    shared = json.loads(index.read_bytes().partition(b"\n")[0])
    return [url.removeprefix("/") for url, *_ in shared["assets"] if not _OUR_FILE.search(url)]


def _run_workbox(folder: Path, patterns: list[str]) -> tuple[float, int]:
    for worker in folder.glob("workbox-*"):
        worker.unlink()
    command = ["node", str(_HERE / "workbox.mjs"), str(folder), *patterns]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        message = process.stderr.read().decode() if process.stderr else ""
        raise SystemExit(f"{' '.join(command)}:\n{message}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _compress_file(path: Path) -> None:
    body = path.read_bytes()
    if len(body) >= _SMALLEST:
        Path(f"{path}.br").write_bytes(brotli.compress(body))
        Path(f"{path}.gz").write_bytes(gzip.compress(body, 9, mtime=0))


def _main() -> None:
    folder = Path(sys.argv[1])
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in _COMPRESSED]
    with ThreadPoolExecutor() as pool:
        list(pool.map(_compress_file, paths))
    print(spent()[0])


if __name__ == "__main__":
    _main()
