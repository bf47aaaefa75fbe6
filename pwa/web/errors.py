"""The one boundary for errors in pages: each says what happened and what still works."""

import logging

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from pwa.web.network import current_network


def init_app(app: Flask) -> None:
    app.register_error_handler(404, _not_found)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def _not_found(error: HTTPException) -> tuple[str, int]:
    path = request.path[1:].partition("/")[2]
    if path in current_network().settings.withdrawn:
        return render_template("pages/withdrawn.html", path=path), 410
    return render_template("pages/not_found.html", path=""), 404


def _refused(error: HTTPException) -> HTTPException:
    return error


def _failed(error: Exception) -> tuple[str, int]:
    # The template does no work that can fail again; the traceback goes to the host's log,
    # with the exception only: the address would say who read what.
    logging.getLogger(__name__).error("page failed", exc_info=error)
    return render_template("pages/failed.html", path=""), 500
