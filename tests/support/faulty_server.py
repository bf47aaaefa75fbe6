"""The real application behind whatever a network can do to its answers."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

PORTAL = b"<!doctype html><title>Welcome to our Wi-Fi</title><h1>Log in</h1>"
STALL = 4.0  # seconds

Fault = str
FAULTS: tuple[Fault, ...] = (
    *("portal", "login", "404", "500", "503", "reset", "silent"),
    *("truncated", "short", "changed", "stalled", "typed", "stale"),
)


class FaultyServer:
    """Serves `application`; `choose(path)` says what goes wrong with the answer, if anything.

    `earlier` answers what a proxy still holds of an older edition.
    """

    def __init__(self) -> None:
        self.application: Any = None
        self.earlier: Any = None
        self.choose: Callable[[str], Fault | None] = lambda path: None
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(server: FaultyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            server.asked.append(path)
            fault = server.choose(path)
            status, headers, body = _answer(
                server.earlier if fault == "stale" else server.application, self
            )
            match fault:
                case "reset":
                    self.close_connection = True
                    self.connection.close()
                    return
                case "silent":
                    time.sleep(STALL)
                    self.close_connection = True
                    return
                case "portal":
                    status, headers, body = 200, {"Content-Type": "text/html"}, PORTAL
                case "login" if path != "/login":
                    status, headers, body = 302, {"Location": "/login"}, b""
                case "login":
                    status, headers, body = 200, {"Content-Type": "text/html"}, PORTAL
                case "404" | "500" | "503":
                    status, headers, body = int(fault), {"Content-Type": "text/html"}, PORTAL
                case "short":
                    body = body[: len(body) // 2]
                case "changed":
                    middle = len(body) // 2
                    body = body[:middle] + b"!" + body[middle + 1 :]
                case "typed":
                    headers["Content-Type"] = "text/plain"
            self._send(status, headers, body, fault)

        def _send(self, status: int, headers: dict[str, str], body: bytes, fault: str | None):
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            if status not in (204, 304):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if fault in ("truncated", "stalled"):
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                if fault == "stalled":
                    time.sleep(STALL)
                self.close_connection = True
            else:
                self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    return Handler


def _answer(
    application: Any, request: BaseHTTPRequestHandler
) -> tuple[int, dict[str, str], bytes]:
    """Ask the application, without compression: faults are put into what it says."""
    path, _, query = request.path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
    }
    if tag := request.headers.get("If-None-Match"):
        environ["HTTP_IF_NONE_MATCH"] = tag
    told: list[Any] = []
    body = b"".join(application(environ, lambda status, headers, exc=None: told.extend((status, headers))))
    status, headers = told
    return int(status.partition(" ")[0]), dict(headers), body
