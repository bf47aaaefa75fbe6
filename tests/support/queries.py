"""What people may type into search, written by others before anything was tuned."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "queries"
FIRST = 5  # of what is found


def queries(language: str) -> list[dict[str, Any]]:
    """Return 40 queries with the pages that help; `held_back`: not looked at while tuning."""
    found: list[dict[str, Any]] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
