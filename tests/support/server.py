"""Servers in processes of their own, so that they can really be killed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_START_LIMIT = 300  # seconds; an installed wheel builds its edition first


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Server:
    """`tadamun serve`, or another command that serves on the given port."""

    def __init__(self, content: Path, editions: Path, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.environment = dict(os.environ)
        self.folder: Path | None = None  # where it is started
        self.printed: str | None = None  # all it said, once it is killed
        self.command: list[str | Path] = [
            *(sys.executable, "-m", "pwa", "serve", "--port", str(port)),
            *("--content", str(content), "--edition", str(editions)),
        ]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc):
        self.kill()

    def start(self) -> None:
        self.printed = None
        self.process = subprocess.Popen(
            self.command,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            cwd=self.folder,
        )
        deadline = time.monotonic() + _START_LIMIT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise RuntimeError(f"{self.command} did not answer:\n{self.printed}")

    def kill(self) -> None:
        """End the process and its workers at once, as a power cut would."""
        if self.printed is not None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.printed, _ = self.process.communicate()

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Request without following redirects; `Accept_Language` stands for a header's name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=sent)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer


class FileServer(Server):
    """A host that knows files only: no types beyond the oldest, no compression, no headers."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder, folder, port)
        self.command = [sys.executable, "-m", "tests.support.file_server", str(folder), str(port)]


class RecordingServer(Server):
    """The real application, printing every address it is asked for."""

    def __init__(self, content: Path, editions: Path, port: int) -> None:
        super().__init__(content, editions, port)
        module = "tests.support.recording_server"
        self.command = [sys.executable, "-m", module, str(content), str(editions), str(port)]

    def asked(self) -> list[str]:
        """Stop, and return the addresses in the order of the requests."""
        self.kill()
        return (self.printed or "").split()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
