"""How the DISC styles are distributed over the people shown; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.people.grouping import grouped, largest_first, share
from webapp.people.spread import SMALLEST_GROUP

Members = tuple[tuple[Profile, None], ...]
"""People whose scores the figure is not about."""


@dataclass(frozen=True, slots=True)
class StyleBar:
    """One style that occurs; `share` is of those with DISC, `length` of the longest bar (%)."""

    style: str
    members: Members
    share: float
    length: float


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by how many have them, then by letters; none where too few have DISC.

    `assessed` people have DISC; `unnamed` of them have no style, `absent` people have no DISC.
    """

    bars: tuple[StyleBar, ...]
    assessed: int
    unnamed: Members
    absent: int

    @property
    def few(self) -> bool:
        """Whether nothing is said of them in common."""
        return self.assessed < SMALLEST_GROUP


def styles(people: Sequence[Profile]) -> Styles:
    """An open string: whatever styles arrive are shown as they are."""
    with_disc = [profile for profile in people if profile.disc]
    absent = len(people) - len(with_disc)
    if len(with_disc) < SMALLEST_GROUP:
        return Styles((), len(with_disc), (), absent)
    groups = grouped(with_disc, lambda profile: (profile.disc and profile.disc.style) or "")
    unnamed = groups.pop("", [])
    longest = max(map(len, groups.values()), default=0)
    return Styles(
        bars=tuple(
            StyleBar(
                style=style,
                members=_without_scores(members),
                share=share(len(members), len(with_disc)),
                length=round(share(len(members), longest), 2),
            )
            for style, members in largest_first(groups)
        ),
        assessed=len(with_disc),
        unnamed=_without_scores(unnamed),
        absent=absent,
    )


def _without_scores(members: Sequence[Profile]) -> Members:
    return tuple((profile, None) for profile in members)
