"""How many frozen pages are served each second, beside nginx with the same files and headers."""

import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Sheet
from tests.bench.stage import START, Stage
from tests.support.server import Server, free_port

LIMIT = 0.7  # times nginx
RUNS = 5
LOAD = ("wrk", "-t1", "-c16", "-d3s", "-H", "Accept-Encoding: gzip")

_RATE = re.compile(r"^Requests/sec:\s+([\d.]+)$", re.MULTILINE)
_FAULTS = re.compile(r"^\s*(Non-2xx.*|Socket errors.*)$", re.MULTILINE)


class Nginx(Server):
    """One worker, with the snippet that an edition brings for it."""

    def __init__(self, edition: Path, folder: Path, port: int) -> None:
        super().__init__(folder, folder, port)
        folder.mkdir()
        settings = folder / "nginx.conf"
        settings.write_text(
            "daemon off; worker_processes 1; pid nginx.pid; error_log stderr;\n"
            "user root;\nevents {}\n"
            "http { include /etc/nginx/mime.types; server {\n"
            f"listen 127.0.0.1:{port}; root {edition / 'site'}; include {edition}/nginx.conf;\n"
            "} }\n",
            "utf-8",
        )
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.command = [program, "-p", f"{folder}/", "-c", settings]


def measure_serving(stage: Stage, language: str) -> Iterator[Figure]:
    """Ask both servers in turn for the same page; the figure is the median of some runs."""
    path = f"/{language}/{START}"
    edition = stage.site.parent
    with (
        Server(stage.content, stage.editions, free_port()) as ours,
        Nginx(edition, stage.folder / "nginx", free_port()) as nginx,
    ):
        _same_answer(ours, nginx, path)
        rates = [(_rate(ours, path), _rate(nginx, path)) for _ in range(RUNS)]
    one, other = (statistics.median(side) for side in zip(*rates, strict=True))
    sheet = Sheet("Serving a frozen page, precompressed with gzip", language)
    rate, beside = one / other, f"{one:.0f} / {other:.0f}"
    yield sheet.least("requests each second, to nginx", rate, "x", beside, LIMIT)


def _same_answer(ours: Server, nginx: Server, path: str) -> None:
    answers = [server.get(path, Accept_Encoding="gzip") for server in (ours, nginx)]
    bodies = [answer.body for answer in answers]
    encodings = {answer.headers["Content-Encoding"] for answer in answers}
    policies = {answer.headers["Content-Security-Policy"] for answer in answers}
    if bodies[0] != bodies[1] or encodings != {"gzip"} or len(policies) != 1:
        raise SystemExit(f"{path}: the two servers answer differently, so they cannot be compared")


def _rate(server: Server, path: str) -> float:
    """Return requests each second."""
    result = subprocess.run(
        [*LOAD, f"{server.url}{path}"], capture_output=True, text=True, check=True
    )
    found = _RATE.search(result.stdout)
    if found is None or _FAULTS.search(result.stdout):
        raise SystemExit(f"{server.command[0]}: not every request was answered\n{result.stdout}")
    return float(found[1])
