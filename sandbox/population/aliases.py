"""The keys under which a customer's own systems know people of an account.

Source: Profile API reference, section 4.7.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from sandbox.identifiers import Identifiers, Kind
from sandbox.population.draws import Draws
from sandbox.population.profile_list import SPAN, ProfileList
from sandbox.times import in_microseconds

RESOURCE_TYPE = "profile"  # the only one there is
_STEP = 37  # between two keys, as if other people had come in between


class Alias(Struct, frozen=True, rename="camel"):
    """One alias as the platform shows it: the customer's key for a profile."""

    id: str
    created_at: str
    updated_at: str
    resource_type: str
    resource_id: str
    consumer_key: str


class AliasPlan(Struct, frozen=True):
    """Aliases to be made: `prefix` and a number from `first` on, for `count` people, who are each
    `every` places apart.
    """

    prefix: str
    first: int
    count: int
    every: int = 2


def planned_aliases(
    plans: tuple[AliasPlan, ...],
    profiles: ProfileList,
    ids: Identifiers,
    account: int,
    *,
    seed: int,
    today: datetime,
) -> tuple[Alias, ...]:
    """The aliases of an account, made without making a profile; fewer where people are few."""
    wanted = [
        (f"{plan.prefix}{plan.first + _STEP * number}", number * plan.every)
        for plan in plans
        for number in range(plan.count)
        if number * plan.every < len(profiles)
    ]
    made = []
    for index, (key, place) in enumerate(wanted):
        ago = SPAN * 0.9 * Draws(seed, account, "alias", index).unit()
        moment = in_microseconds(today - ago - timedelta(microseconds=404_127))
        alias_id, profile_id = ids.write(Kind.ALIAS, account, index), profiles.id_at(place)
        made.append(Alias(alias_id, moment, moment, RESOURCE_TYPE, profile_id, key))
    return tuple(sorted(made, key=lambda alias: datetime.fromisoformat(alias.created_at)))
