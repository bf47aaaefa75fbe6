"""Builds editions in processes of their own, so that what they cost can be told.

As a module it is that process: `python -m tests.bench.freezing CONTENT EDITIONS SEQUENCE STATIC`.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from pwa.cli.freeze import fingerprint, freeze
from pwa.paths import STATIC


@dataclass(frozen=True)
class Build:
    site: Path  # the folder to serve
    cpu: float  # seconds, of user and system, the start of Python included
    memory: int  # bytes, the most it held


def build(content: Path, editions: Path, sequence: int, static: Path = STATIC) -> Build:
    """Build the edition of a content folder with the styles and scripts of `static`."""
    arguments = [str(content), str(editions), str(sequence), str(static)]
    command = [sys.executable, "-m", "tests.bench.freezing", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{result.stderr}")
    found = json.loads(result.stdout)
    return Build(Path(found["site"]), found["cpu"], found["memory"])


def spent() -> tuple[float, int]:
    """Return the seconds of CPU, and the most bytes of memory, of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def _main() -> None:
    content, editions, sequence, static = sys.argv[1:]
    with patch("pwa.cli.freeze.STATIC", Path(static)):
        edition = freeze(Path(content), Path(editions), sequence=int(sequence))
    # `tadamun serve` would find other styles than its own, and build anew.
    (Path(editions) / "inputs").write_text(fingerprint(Path(content)), "utf-8")
    cpu, memory = spent()
    print(json.dumps({"site": str(edition / "site"), "cpu": cpu, "memory": memory}))


if __name__ == "__main__":
    _main()
