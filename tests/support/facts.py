"""A fact for a copy of a small network: nothing in it exists."""

from pathlib import Path

_FACT = """kind = "{kind}"
checked = {checked}
expires = {expires}

[[sources]]
title = "What to know about care"
publisher = "Office of Samples"
url = "https://office.example.org/care"
year = 2026
quote = "{quote}"

[text]
en = "{text}"
ar = "{translation}"
"""


def write_fact(content: Path, name: str = "de/rule", **changes: object) -> None:
    usual = {
        "kind": "care",
        "checked": "2026-11-01",
        "expires": "2027-10-31",
        "quote": "No papers.",
        "text": "No papers.",
        "translation": "لا أوراق.",
    }
    path = content / "facts" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_FACT.format(**{**usual, **changes}), "utf-8")
