"""Files for hosts without a server of ours: headers for common CDNs and for nginx."""

from collections.abc import Mapping

from pwa.headers import WORKER_SCRIPTS, page_headers, worker_headers

_FOREVER = "public, max-age=31536000, immutable"
_ALWAYS_ASK = "public, max-age=0, must-revalidate"


def headers_file(*, https: bool) -> bytes:
    """Return `_headers`, as several static hosts read it."""
    lines = ["/*", *_lines(page_headers(https=https)), f"  Cache-Control: {_ALWAYS_ASK}"]
    lines += ["/static/*", "  ! Cache-Control", f"  Cache-Control: {_FOREVER}"]
    for script in WORKER_SCRIPTS:
        policy = worker_headers(https=https)["Content-Security-Policy"]
        lines += [script, "  ! Content-Security-Policy", f"  Content-Security-Policy: {policy}"]
    return ("\n".join(lines) + "\n").encode()


def nginx_snippet(*, https: bool) -> bytes:
    """Return what belongs into nginx's `server` block beside its `root`."""
    common = [
        f'add_header {name} "{value}" always;' for name, value in page_headers(https=https).items()
    ]
    policy = worker_headers(https=https)["Content-Security-Policy"]
    worker = [
        f'add_header Content-Security-Policy "{policy}" always;'
        if "Content-Security-Policy" in line
        else line
        for line in common
    ]
    blocks = [
        "access_log off;",
        "absolute_redirect off;",
        "gzip_static on;",
        "error_page 404 /404.html;",
        "types { application/manifest+json webmanifest; }",
        _location("/", [*common, f'add_header Cache-Control "{_ALWAYS_ASK}";']),
        _location("/static/", [*common, f'add_header Cache-Control "{_FOREVER}";']),
        *(
            _location(f"= {script}", [*worker, 'add_header Cache-Control "no-cache";'])
            for script in WORKER_SCRIPTS
        ),
    ]
    return ("\n".join(blocks) + "\n").encode()


def _lines(headers: Mapping[str, str]) -> list[str]:
    return [f"  {name}: {value}" for name, value in headers.items()]


def _location(path: str, lines: list[str]) -> str:
    inner = "\n".join(f"    {line}" for line in lines)
    return f"location {path} {{\n{inner}\n}}"
