"""One score of everybody as one line of a table of spreads; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.pages.team_map.strips import Strip, strip
from webapp.people.measure import Measure, measure


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """`key` names it within the page; `letter` is that of a DISC dimension, None for others.

    `strip` is None where nothing is said, because fewer than three people have the score.
    """

    key: str
    name: str
    letter: str | None
    measure: Measure
    strip: Strip | None


def score_row(
    key: str,
    name: str,
    scored: Iterable[tuple[Profile, float | None]],
    letter: str | None = None,
) -> ScoreRow:
    """`scored` are people with the score as sent, None for those who have none."""
    known = measure(scored)
    return ScoreRow(key, name, letter, known, strip(known.spread) if known.spread else None)
