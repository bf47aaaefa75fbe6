"""The one table of security headers, and the outermost layer that puts them on every answer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WORKER_SCRIPTS = ("/sw.js", "/sw-kill.js")

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
    return {**page_headers(https=https), "Content-Security-Policy": _WORKER_POLICY}


def meta_policy(*, https: bool) -> str:
    """Return the policy as a `<meta>` may carry it, for hosts that send no headers."""
    in_meta = {key: value for key, value in _POLICY.items() if key != "frame-ancestors"}
    return _serialise(in_meta, https=https)


def with_security_headers(application: "WSGIApplication", *, https: bool) -> "WSGIApplication":
    """Wrap a WSGI application so that every answer of any status carries the headers."""
    pages = list(page_headers(https=https).items())
    workers = list(worker_headers(https=https).items())

    def secured(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        ours = workers if environ.get("PATH_INFO") in WORKER_SCRIPTS else pages

        def start(status, headers, exc_info=None):  # type: ignore[no-untyped-def]
            return start_response(status, [*headers, *ours], exc_info)

        return application(environ, start)

    return secured


def _serialise(policy: dict[str, str], *, https: bool) -> str:
    directives = [f"{name} {value}" for name, value in policy.items()]
    if https:
        directives.append("upgrade-insecure-requests")
    return "; ".join(directives)
