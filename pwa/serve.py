"""What answers requests: security headers, then WhiteNoise over one edition, then Flask."""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.headers import Headers

from whitenoise import WhiteNoise
from whitenoise.responders import Redirect, StaticFile

from pwa.content.load import load_network
from pwa.edition.search import database_name
from pwa.edition.write import CURRENT, SITE
from pwa.headers import page_headers, with_security_headers
from pwa.web.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Answer = tuple[str, list[tuple[str, str]], bytes]  # status, headers, body

_HASHED = re.compile(r"^/static/.+\.[0-9a-f]{12}\.\w+$")
_FORMS = re.compile(r"^/[a-z]{2}/(search|resources|board)/$")  # pages that answer a query
_CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_RANGE"}
_ENCODINGS = "HTTP_ACCEPT_ENCODING"
_REMEMBERED = 500  # answers held in memory, with
_SMALL = 64_000  # bytes at most: 32 MB in all
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def load_application(
    content: Path, editions: Path, *, kill_worker: bool = False
) -> "WSGIApplication":
    """Return the whole server over the current edition of a folder of editions.

    `kill_worker` answers `/sw.js` with the worker that removes itself.
    """
    network = load_network(content)
    edition = (editions / CURRENT).resolve()
    assets = json.loads((edition / "assets.json").read_text("utf-8"))
    databases = {code: edition / database_name(code) for code in network.languages}
    application = create_app(network, assets, databases=databases).wsgi_app
    https = network.settings.https
    files = EditionFiles(application, edition / SITE, page_headers(https=https))
    if kill_worker:
        files.files["/sw.js"] = files.files["/sw-kill.js"]
    return with_security_headers(files, https=https)


class EditionFiles(WhiteNoise):
    """Serves the frozen files, and leaves to Flask what only Flask can answer."""

    application: "WSGIApplication"

    def __init__(
        self, application: "WSGIApplication", site: Path, sent_with: dict[str, str]
    ) -> None:
        # A header that changes makes another answer, which phones must fetch again.
        self._headers_seed = json.dumps(sent_with, sort_keys=True).encode()
        super().__init__(
            application,
            root=str(site),
            index_file=True,
            allow_all_origins=False,
            max_age=0,
            immutable_file_test=lambda path, url: bool(_HASHED.match(url)),
            mimetypes={".webmanifest": "application/manifest+json"},
            add_headers_function=self._add_own,
        )
        self.files["/index.html"] = self.files.pop("/")
        self._recall = lru_cache(_REMEMBERED)(self._plain_answer)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING")
        plain = environ["REQUEST_METHOD"] == "GET" and _CONDITIONS.isdisjoint(environ)
        if plain and not query and path in self.files:
            known = self._recall(path, environ.get(_ENCODINGS, ""))
            if known:
                return _send(known, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or (query and _FORMS.match(path)):
            return self.application(environ, start_response)
        found = self.files.get(path)
        if isinstance(found, Redirect) and query:
            location = dict(found.response.headers)["Location"]
            found = Redirect(location)  # whose address is quoted, as a query must not be again
            found.response.headers[-1] = ("Location", f"{location}?{query}")
        elif isinstance(found, StaticFile):
            environ = _with_weak_match(environ, found.etag)
        elif found is None:
            return self.application(environ, start_response)
        return _send(_answer(found, environ), start_response)

    def _plain_answer(self, path: str, encodings: str) -> Answer | None:
        """Return what is always answered alike, where it is small enough to be remembered."""
        found = self.files[path]
        if not isinstance(found, StaticFile):
            return None
        answer = _answer(found, {"REQUEST_METHOD": "GET", _ENCODINGS: encodings})
        return answer if len(answer[2]) <= _SMALL else None

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        found: StaticFile = super().get_static_file(path, url, stat_cache)
        # The tag tells more, and a save is so short that its headers count.
        found.last_modified = None
        found.alternatives = [
            (encoding, form, [header for header in headers if header[0] != "Last-Modified"])
            for encoding, form, headers in found.alternatives
        ]
        return found

    def _add_own(self, headers: Headers, path: str, url: str) -> None:
        if not self.immutable_file_test(path, url):
            headers["Cache-Control"] = "no-cache"
        body = Path(path).read_bytes()
        headers["ETag"] = f'"{hashlib.sha256(self._headers_seed + body).hexdigest()[:16]}"'


def _answer(found: StaticFile | Redirect, environ: "WSGIEnvironment") -> Answer:
    """Return an answer as a whole, as all of an edition's files are small.

    A server must turn to Python again for each piece of a file that is read piece by piece.
    """
    answer = found.get_response(environ["REQUEST_METHOD"], environ)
    body = b""
    if answer.file is not None:
        with answer.file:
            body = answer.file.read()
    return f"{answer.status} {answer.status.phrase}", list(answer.headers), body


def _send(answer: Answer, start_response: "StartResponse") -> list[bytes]:
    status, headers, body = answer
    start_response(status, headers)
    return [body]


def _with_weak_match(environ: "WSGIEnvironment", tag: str) -> "WSGIEnvironment":
    """Let WhiteNoise, which compares exactly, see a match wherever RFC 9110 sees one."""
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if asked.strip() == "*" or tag in _TAG.findall(asked):
        return {**environ, "HTTP_IF_NONE_MATCH": tag}
    return environ
