"""DISC and Core: results of two of the three assessments, typed and tolerant.

Styles and Core values are open strings: the platform documents no closed list of either.
Source: Profile API reference, sections 4.2, 5.1 and 5.2.
"""

from collections.abc import Mapping

import msgspec

from webapp.api.texts import text

CORE_RANKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}


class Disc(msgspec.Struct, frozen=True, gc=False):
    """The DISC result: a style of one to three letters, and four scores as sent (0 to 100)."""

    style: str | None = None
    d: float | None = None
    i: float | None = None
    s: float | None = None
    c: float | None = None

    @property
    def dimensions(self) -> tuple[tuple[str, float | None], ...]:
        """The four scores with their letters, in the order D, I, S, C."""
        return ("d", self.d), ("i", self.i), ("s", self.s), ("c", self.c)


def disc_result(sent: Disc | None) -> Disc | None:
    """The DISC result, or None when nothing of it was sent."""
    if sent is None:
        return None
    style = text(sent.style)
    read = sent if style == sent.style else msgspec.structs.replace(sent, style=style)
    return None if read == Disc() else read


def core_result(sent: Mapping[str, str | None] | None) -> tuple[str, ...] | None:
    """The Core values by rank, then any of further ranks as they came; None when there are none."""
    if not sent:
        return None
    ranks = sorted(sent, key=_rank)
    return tuple([value for rank in ranks if (value := text(sent[rank]))]) or None


def _rank(ordinal: str) -> int:
    return CORE_RANKS.get(ordinal, len(CORE_RANKS))
