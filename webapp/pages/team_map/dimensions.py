"""The four DISC scores of the people shown, each with how far apart they are; pure."""

from collections.abc import Sequence

from webapp.api.profiles import Profile
from webapp.pages.team_map.score_rows import ScoreRow, score_row
from webapp.people.dimensions import DIMENSIONS
from webapp.people.spread import SMALLEST_GROUP


def dimensions(people: Sequence[Profile]) -> tuple[ScoreRow, ...]:
    """D, I, S and C of those who have DISC; none where those are fewer than three.

    Whoever lacks one of the scores counts in the figures of the others only.
    """
    results = [(profile, profile.disc) for profile in people if profile.disc]
    if len(results) < SMALLEST_GROUP:
        return ()
    return tuple(
        score_row(
            key=letter,
            name=name,
            scored=((profile, getattr(disc, letter)) for profile, disc in results),
            letter=letter.upper(),
        )
        for letter, name in DIMENSIONS.items()
    )
