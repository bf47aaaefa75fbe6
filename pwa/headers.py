"""The one table of security headers, and the outermost layer that puts them on every answer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WORKER_SCRIPTS = ("/sw.js", "/sw-kill.js")
DATA_FOLDERS = ("/offline/", "/static/")
DATA_ENDINGS = (".webmanifest", ".ico", ".png")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "app",
}
_WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"

_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), "
    "display-capture=(), payment=(), browsing-topics=(), interest-cohort=()",
    "X-DNS-Prefetch-Control": "off",
    "Origin-Agent-Cluster": "?1",
}
_TWO_YEARS = 63_072_000  # seconds


def page_headers(*, https: bool) -> dict[str, str]:
    """Return the security headers of every page; `https`: whether `base_url` is https."""
    headers = {"Content-Security-Policy": _serialise(_POLICY, https=https), **_HEADERS}
    if https:
        headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}; includeSubDomains"
    return headers


def worker_headers(*, https: bool) -> dict[str, str]:
    """Return the headers of the worker's own script, whose policy governs the worker."""
    return {**data_headers(https=https), "Content-Security-Policy": _WORKER_POLICY}


def data_headers(*, https: bool) -> dict[str, str]:
    """Return the headers of what is no page: styles, scripts, icons, the edition's files.

    The others only mean something for pages; repeated on every answer they are a good part of
    what a save costs.
    """
    pages = page_headers(https=https)
    kept = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Strict-Transport-Security")
    common = {name: pages[name] for name in kept if name in pages}
    return {"Content-Security-Policy": _DATA_POLICY, **common}


def script_headers(*, https: bool) -> dict[str, str]:
    """Return the headers of pages' scripts, which a page may start as a worker of its own."""
    name = "Cross-Origin-Embedder-Policy"
    return {**data_headers(https=https), name: page_headers(https=https)[name]}


def meta_policy(*, https: bool) -> str:
    """Return the policy as a `<meta>` may carry it, for hosts that send no headers."""
    in_meta = {key: value for key, value in _POLICY.items() if key != "frame-ancestors"}
    return _serialise(in_meta, https=https)


def with_security_headers(application: "WSGIApplication", *, https: bool) -> "WSGIApplication":
    """Wrap a WSGI application so that every answer of any status carries its headers."""
    pages = list(page_headers(https=https).items())
    data = list(data_headers(https=https).items())
    scripts = list(script_headers(https=https).items())
    workers = list(worker_headers(https=https).items())

    def secured(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")

        def start(status, headers, exc_info=None):  # type: ignore[no-untyped-def]
            found = status[:3] in ("200", "206", "304")
            if path in WORKER_SCRIPTS:
                ours = workers
            elif found and (path.startswith(DATA_FOLDERS) or path.endswith(DATA_ENDINGS)):
                ours = scripts if path.endswith(".js") else data
            else:
                ours = pages
            return start_response(status, [*headers, *ours], exc_info)

        return application(environ, start)

    return secured


def _serialise(policy: dict[str, str], *, https: bool) -> str:
    directives = [f"{name} {value}" for name, value in policy.items()]
    if https:
        directives.append("upgrade-insecure-requests")
    return "; ".join(directives)
