"""Figures in a text, whatever script they are written in."""

import re
import unicodedata

_NUMERAL = re.compile(r"\d+")


def numerals(text: str) -> list[str]:
    """Return the numerals of a text in order of size, written 0 to 9."""
    return sorted(
        str(int(found)) for found in _NUMERAL.findall(unicodedata.normalize("NFKC", text))
    )
