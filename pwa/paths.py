"""Where the project's files lie: beside the package in a checkout, inside it in a wheel."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_WHEEL_DATA = _PACKAGE / "_data"
_INSTALLED = _WHEEL_DATA.is_dir()
_ROOT = _WHEEL_DATA if _INSTALLED else _PACKAGE.parent

STATIC = _ROOT / "static"
TRANSLATIONS = _ROOT / "translations"
WORKER_TEMPLATE = _ROOT / "service-worker-template"
STARTER_CONTENT = _ROOT / "content"
CODE = _PACKAGE


def default_edition_dir() -> Path:
    """Return `build/` of a checkout, or the user's cache folder for an installed wheel."""
    if not _INSTALLED:
        return _ROOT / "build"
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "tadamun"
