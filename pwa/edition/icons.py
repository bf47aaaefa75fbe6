"""Pictures of the mark for home screens and tabs, drawn from the one SVG."""

import re
import struct

import resvg_py

PAPER = "#FAF7F2"  # as in the tokens; icons have no dark form

_MARK = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_SIDE = 48  # units of the mark's viewBox
_SAFE = 0.8  # of the side: launchers may cut a maskable icon to a circle that wide
_ROUND = 10  # units; corners of the icon that is shown as it is


def manifest_icons(mark: str) -> dict[str, bytes]:
    """Return the PNG files that a web app manifest names."""
    return {
        "icon-192.png": _drawn(mark, 192, corner=_ROUND),
        "icon-512.png": _drawn(mark, 512, corner=_ROUND),
        "icon-maskable-512.png": _drawn(mark, 512, scale=_SAFE),
    }


def root_icons(mark: str) -> dict[str, bytes]:
    """Return the icons that systems look for at the root by themselves: no page names them."""
    return {
        "/apple-touch-icon.png": _drawn(mark, 180, scale=0.9),
        "/favicon.ico": _ico(_drawn(mark, 32, corner=_ROUND)),
    }


def _drawn(mark: str, side: int, *, corner: int = 0, scale: float = 1) -> bytes:
    match = _MARK.search(mark)
    assert match, "the mark is one <svg>"
    shift = _SIDE * (1 - scale) / 2
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="{corner}" fill="{PAPER}"/>'
        f'<g transform="translate({shift} {shift}) scale({scale})">{match[1]}</g></svg>'
    )
    png = resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)
    return bytes(png)


def _ico(png: bytes) -> bytes:
    """Wrap a PNG of 32 pixels in the container of `favicon.ico`."""
    header = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(png), len(header) + 16)
    return header + entry + png
