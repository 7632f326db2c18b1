"""The tags of an account, and who carries them.

Source: Profile API reference, section 4.6.
"""

from datetime import datetime, timedelta
from math import gcd

from msgspec import Struct

from sandbox.identifiers import Identifiers, Kind
from sandbox.population.draws import Draws
from sandbox.population.profile_list import SPAN, ProfileList
from sandbox.times import in_microseconds

COLOURS = ("emerald", "red", "yellow", "orange", "blue", "indigo", "purple", "pink", "zinc")
_MOST_MEMBERS = 1_000


class Tag(Struct, frozen=True, rename="camel"):
    """One tag as the platform shows it; `profiles` are ids."""

    id: str
    created_at: str
    updated_at: str
    label: str
    color: str
    profiles: tuple[str, ...]


class Plan(Struct, frozen=True):
    """A tag to be made: label, colour, and its share of the account's profiles (0 to 1)."""

    label: str
    color: str
    share: float


def planned_tags(
    plans: tuple[Plan, ...],
    profiles: ProfileList,
    ids: Identifiers,
    account: int,
    *,
    seed: int,
    today: datetime,
) -> tuple[Tag, ...]:
    """The tags of an account, made without making a profile; a tag has 1,000 members at most."""
    made = []
    for index, plan in enumerate(plans):
        draws = Draws(seed, account, "tag", index)
        members = _members(draws, len(profiles), plan.share)
        created = today - SPAN * (0.2 + 0.8 * draws.unit()) + timedelta(microseconds=329_056)
        updated = created + (today - created) * draws.unit()
        made.append(
            Tag(
                id=ids.write(Kind.TAG, account, index),
                created_at=in_microseconds(created),
                updated_at=in_microseconds(updated),
                label=plan.label,
                color=plan.color,
                profiles=tuple(profiles.id_at(member) for member in members),
            )
        )
    return tuple(made)


def _members(draws: Draws, size: int, share: float) -> list[int]:
    """Positions of a tag's members: steps of a length that meets nobody twice."""
    if size == 0:
        return []
    start, stride = (int(draws.unit() * size) for _ in range(2))
    while gcd(stride, size) != 1:
        stride += 1
    count = min(round(share * size), _MOST_MEMBERS)
    return sorted((start + step * stride) % size for step in range(count))
