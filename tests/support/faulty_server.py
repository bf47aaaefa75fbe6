"""The real application behind whatever a network can do to its answers."""

import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

PORTAL = b"<!doctype html><title>Welcome to our Wi-Fi</title><h1>Log in</h1>"
STALL = 2.5  # seconds

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
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):  # a browser that hangs up is no news
            super().handle_error(request, client_address)


def _handler(server: FaultyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            server.asked.append(path)
            fault = server.choose(path)
            if fault in ("reset", "silent"):
                time.sleep(STALL if fault == "silent" else 0)
                self.close_connection = True
                return
            asked = server.earlier if fault == "stale" else server.application
            self._send(*_spoiled(fault, path, *_answer(asked, self)), fault)

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


def _spoiled(
    fault: Fault | None, path: str, status: int, headers: dict[str, str], body: bytes
) -> tuple[int, dict[str, str], bytes]:
    portal = {"Content-Type": "text/html"}
    if fault == "login" and path != "/login":
        return 302, {"Location": "/login"}, b""
    if fault in ("portal", "login"):
        return 200, portal, PORTAL
    if fault in ("404", "500", "503"):
        return int(fault), portal, PORTAL
    if fault == "short":
        return status, headers, body[: len(body) // 2]
    if fault == "changed":
        middle = len(body) // 2
        return status, headers, body[:middle] + b"!" + body[middle + 1 :]
    if fault == "typed":
        return status, {**headers, "Content-Type": "text/plain"}, body
    return status, headers, body


def _answer(application: Any, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
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

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told.extend((status, headers))

    answered = application(environ, start_response)
    try:
        body = b"".join(answered)
    finally:
        if hasattr(answered, "close"):
            answered.close()
    status, headers = told
    return int(status.partition(" ")[0]), dict(headers), body
