"""Serves the compared site as an edition is served.

As a module it is that server: `python -m tests.bench.file_server FOLDER PORT`.
"""

import os
import sys
from functools import partial
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from pwa.headers import page_headers, with_security_headers
from pwa.serve import EditionFiles
from tests.support.server import Server


class BaselineServer(Server):
    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder, folder, port)
        self.command = [sys.executable, "-m", "tests.bench.file_server", str(folder), str(port)]


def load_application(folder: Path):
    def nothing(environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b""]

    files = EditionFiles(nothing, folder, page_headers(https=False))
    return with_security_headers(files, https=False)


if __name__ == "__main__":
    folder, port = sys.argv[1:]
    server = Granian(
        "baseline",
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        log_level=LogLevels.warning,
        log_access=False,
        blocking_threads=os.cpu_count(),
    )
    server.serve(target_loader=partial(load_application, Path(folder)), wrap_loader=False)
