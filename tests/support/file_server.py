"""A bare file server: `python -m tests.support.file_server FOLDER PORT`."""

import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - the base class keeps a plain dict too
        ".html": "text/html",
        ".css": "text/css",
        ".js": "text/javascript",
        "": "application/octet-stream",
    }

    def guess_type(self, path):
        ending = "." + str(path).rpartition(".")[2]
        return self.extensions_map.get(ending, "application/octet-stream")

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    folder, port = sys.argv[1:]
    handler = functools.partial(Handler, directory=folder)
    ThreadingHTTPServer(("127.0.0.1", int(port)), handler).serve_forever()
