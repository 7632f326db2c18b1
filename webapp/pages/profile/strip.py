"""One score among the team's: what is drawn, and the same in words. Pure."""

from dataclasses import dataclass

from webapp.people.spread import Spread
from webapp.responses.filters import score


@dataclass(frozen=True, slots=True)
class Strip:
    """Places from 0 to 100 along a line, as text; `own` is None for somebody without the score.

    Scores beyond the scale are drawn at its end; `words` says them as they were sent.
    """

    lowest: str
    highest: str
    middle: str
    own: str | None
    words: str


def strip(spread: Spread, own: float | None) -> Strip:
    """Where `own` lies between the lowest and the highest of the team; no rank is worked out."""
    return Strip(
        lowest=place(spread.lowest),
        highest=place(spread.highest),
        middle=place(spread.middle),
        own=None if own is None else place(own),
        words=f"here {score(spread.lowest)} to {score(spread.highest)}, "
        f"middle {score(spread.middle)}, of {spread.n:,} people",
    )


def place(value: float) -> str:
    """A score as a place on the scale of 0 to 100, in its units."""
    return score(min(max(value, 0.0), 100.0))
