"""The seeded world: the same for the same seed, like people, and lazy."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from sandbox.population.profile_list import ASSESSMENTS, ProfileList
from sandbox.population.profiles import Profile
from sandbox.roles import Role
from sandbox.scoring import LEVELS
from sandbox.seed import build
from sandbox.world import World
from tests.sandbox.conftest import TODAY

WORLD = build(60, today=TODAY)
LARGE = build(100_000, today=TODAY, edge_people=False)


def main(world: World) -> ProfileList:
    return world.accounts[0].profiles.seeded


def everybody(world: World) -> list[Profile]:
    return main(world).page(1, len(main(world)))


def done(profile: Profile) -> frozenset[str]:
    """The assessments that a profile has."""
    return frozenset(name for name in ASSESSMENTS if getattr(profile, name) is not None)


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    again, other = build(60, today=TODAY), build(60, today=TODAY, seed=2)
    assert everybody(again) == everybody(WORLD)
    assert [account.tags for account in again.accounts] == [a.tags for a in WORLD.accounts]
    assert [person.id for person in again.people] == [person.id for person in WORLD.people]
    assert everybody(other) != everybody(WORLD)


def test_ids_do_not_depend_on_the_day_or_the_size() -> None:
    later = build(75, today=TODAY + timedelta(days=90))
    assert [main(later).id_at(place) for place in range(60)] == [p.id for p in everybody(WORLD)]


def test_most_are_complete_some_part_way_in_every_way_and_some_pending() -> None:
    for world, many in ((WORLD, 60), (LARGE, 1_500)):
        ways = Counter(done(profile) for profile in main(world).page(1, many))
        complete, pending = ways.pop(ASSESSMENTS), ways.pop(frozenset())
        assert 0.75 <= complete / many <= 0.85
        assert 0.08 <= pending / many <= 0.14
        assert len(ways) == 6


def test_a_pending_profile_has_its_e_mail_and_no_more() -> None:
    pending = next(profile for profile in everybody(WORLD) if not done(profile))
    assert msgspec.to_builtins(pending).keys() == {"id", "createdAt", "updatedAt", "email"}


def test_everybody_else_has_a_name() -> None:
    for profile in everybody(WORLD):
        assert bool(profile.first_name) == bool(done(profile))


@pytest.mark.parametrize("people", [-1, 100_001])
def test_a_world_of_an_impossible_size_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 100,000"):
        build(people)


def test_an_empty_account_is_possible() -> None:
    account = build(0, today=TODAY).accounts[0]
    assert account.profiles.page(1, 10) == []
    assert {tag.profiles for tag in account.tags} == {()}


def test_a_user_a_manager_and_an_owner_can_sign_in_and_some_have_two_accounts() -> None:
    main_account, second = WORLD.accounts
    roles = [person.roles.get(main_account.id) for person in WORLD.people]
    assert set(roles) == set(Role)
    owner = WORLD.people[0]
    assert [owner.roles[account.id] for account in (main_account, second)] == [Role.OWNER] * 2
    assert sum(len(person.roles) == 2 for person in WORLD.people) == 2


def test_the_awkward_people_stand_at_the_end() -> None:
    long, markup, right_to_left, unknown, no_last_name = everybody(WORLD)[-5:]
    assert len(f"{long.first_name} {long.last_name}") == 200
    assert markup.first_name == "<b>Robin</b>"
    assert right_to_left.first_name == "ليلى"
    assert unknown.focus is not None
    assert unknown.focus["curiosity"].level not in LEVELS
    assert no_last_name.last_name is None
    assert all(done(profile) == ASSESSMENTS for profile in everybody(WORLD)[-5:])


def test_the_awkward_people_can_be_left_out() -> None:
    plain = build(60, today=TODAY, edge_people=False)
    assert all(profile.first_name != "<b>Robin</b>" for profile in everybody(plain))
    assert everybody(plain)[:55] == everybody(WORLD)[:55]
    assert everybody(build(19, today=TODAY))[-1].first_name != "Teller"


def test_by_default_everything_happened_before_today() -> None:
    latest = max(profile.updated_at for profile in everybody(build()))
    assert datetime.fromisoformat(latest) < datetime.now(UTC)
