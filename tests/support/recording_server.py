"""The application in a process that prints what it is asked for: CONTENT EDITIONS PORT."""

import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from pwa.serve import load_application


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


class Threading(ThreadingMixIn, WSGIServer):
    daemon_threads = True


if __name__ == "__main__":
    content, editions, port = sys.argv[1:]
    application = load_application(Path(content), Path(editions))

    def recording(environ, start_response):
        query = environ.get("QUERY_STRING")
        print(environ["PATH_INFO"] + (f"?{query}" if query else ""), flush=True)
        return application(environ, start_response)

    make_server("127.0.0.1", int(port), recording, Threading, Quiet).serve_forever()
