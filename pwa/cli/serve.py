import os
import signal
import socket
import threading
import time
from functools import partial
from pathlib import Path

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from pwa.cli import options
from pwa.cli.freeze import fingerprint, freeze, is_stale
from pwa.errors import TadamunError
from pwa.serve import load_application

_WATCH_INTERVAL = 1.0  # seconds


@click.command()
@click.option("--host", default="127.0.0.1", envvar="TADAMUN_HOST", show_default=True)
@click.option("--port", default=8000, envvar="TADAMUN_PORT", show_default=True)
@options.content
@options.editions("--edition")
@options.kill_worker
@click.option("--watch", is_flag=True, help="Build and serve anew whenever a file changes.")
def serve(
    host: str, port: int, content: Path, editions: Path, kill_worker: bool, watch: bool
) -> None:
    """Build what is stale, then serve it. No request is logged."""
    _claim(host, port)
    if is_stale(content, editions):
        click.echo("Building the edition …")
        freeze(content, editions)
    server = Server(
        f"{content} at {editions}",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        log_level=LogLevels.warning,
        log_access=False,
        blocking_threads=1,  # Python runs one at a time, and two that wait for each other cost half
        workers_kill_timeout=5,
    )
    if watch:
        threading.Thread(target=_rebuild, args=(content, editions), daemon=True).start()
    click.echo(f"Serving http://{host}:{port}/")
    server.serve(
        target_loader=partial(load_application, content, editions, kill_worker=kill_worker),
        wrap_loader=False,
    )


def _claim(host: str, port: int) -> None:
    """Fail where another program answers already: the server itself would share the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise TadamunError(
            f"{host}:{port}: found {error.strerror or error}, expected a free port: stop what uses "
            "it, or choose another by --port"
        ) from error


def _rebuild(content: Path, editions: Path) -> None:
    """Build after every change; the server then starts over with the new edition."""
    seen = fingerprint(content)
    while True:
        time.sleep(_WATCH_INTERVAL)
        found = fingerprint(content)
        if found == seen:
            continue
        seen = found
        try:
            freeze(content, editions, remembers=False)  # no phone has what lasted a minute
        except TadamunError as error:
            click.echo(f"{error}\nStill serving the edition before.", err=True)
        else:
            os.kill(os.getpid(), signal.SIGHUP)
