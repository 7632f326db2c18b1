"""A link as a QR code, to be drawn by a template as one path; pure.

Source: ISO/IEC 18004; the quiet zone around it is four modules wide.
"""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

import segno

QUIET = 4
"""Modules around the code that stay light, so that a scanner finds it."""


@dataclass(frozen=True, slots=True)
class Code:
    """The code with its quiet zone: modules a side, and the dark ones as the path's `d`."""

    side: int
    path: str


def code(link: str) -> Code | None:
    """None for what is no web address, and for what is longer than a code holds."""
    if not is_web_address(link):
        return None
    try:
        drawn = segno.make(link, error="m", micro=False)
    except segno.DataOverflowError:
        return None
    rows = tuple(drawn.matrix)
    runs = (run for y, row in enumerate(rows) for run in _runs(row, y))
    return Code(len(rows) + 2 * QUIET, "".join(runs))


def is_web_address(link: str) -> bool:
    """Whether a browser may be led there: http or https, with a host, and nothing unseen in it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    is_plain = link.isprintable() and " " not in link
    return is_plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _runs(row: bytearray, y: int) -> list[str]:
    """The dark stretches of one row, each a rectangle one module high."""
    runs, x = [], QUIET
    for is_dark, group in groupby(row):
        length = len(list(group))
        if is_dark:
            runs.append(f"M{x} {y + QUIET}h{length}v1h-{length}z")
        x += length
    return runs
