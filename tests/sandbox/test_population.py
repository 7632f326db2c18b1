"""Each profile and tag by the rules, however large the account, and none before it is asked for."""

import re
from datetime import datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.population.profile_list import ProfileList
from sandbox.population.tags import COLOURS
from sandbox.scoring import level, style
from sandbox.seed import build
from sandbox.world import World
from tests.sandbox.conftest import TODAY

WORLD = build(60, today=TODAY)
LARGE = build(100_000, today=TODAY, edge_people=False)
SMALL_TO_LARGE = st.integers(0, 99_999)


def main(world: World) -> ProfileList:
    return world.accounts[0].profiles.seeded


@given(SMALL_TO_LARGE)
def test_results_obey_the_arithmetic_and_the_rules(index: int) -> None:
    profile = main(LARGE).at(index)
    if profile.disc:
        scores = {letter: getattr(profile.disc, letter) for letter in "disc"}
        assert profile.disc.style == style(scores)
        assert all(0 < score < 100 for score in scores.values())
    if profile.core:
        assert len(set(msgspec.structs.astuple(profile.core))) == 5
    for domain in (profile.focus or {}).values():
        shown = [facet.score for facet in domain.facets.values()]
        points = sum(-(-score * 16 // 100) for score in shown)
        assert domain.score == 100 * points // 96
        assert all(facet.level == level(facet.score) for facet in domain.facets.values())
        assert domain.level == level(domain.score)


@given(SMALL_TO_LARGE)
def test_times_have_the_documented_form_and_lie_in_the_last_eighteen_months(index: int) -> None:
    profile = main(LARGE).at(index)
    for text in (profile.created_at, profile.updated_at):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text)
    created, updated = map(datetime.fromisoformat, (profile.created_at, profile.updated_at))
    assert TODAY - timedelta(days=549) < created <= updated <= TODAY


@given(SMALL_TO_LARGE, SMALL_TO_LARGE)
def test_two_people_share_neither_id_nor_mailbox(one: int, other: int) -> None:
    first, second = main(LARGE).at(one), main(LARGE).at(other)
    assert (one == other) == (first.id == second.id) == (first.email == second.email)
    assert re.fullmatch(r"[a-z-]+\.[a-z-]+\d*@harborfinch\.test", first.email)


@given(SMALL_TO_LARGE)
def test_a_profile_is_found_by_its_id(index: int) -> None:
    assert main(LARGE).find(main(LARGE).id_at(index)) == main(LARGE).at(index)


@settings(deadline=None)  # builds an account each time: slow on a busy machine
@given(st.integers(0, 230), st.integers(1, 100))
def test_the_pages_of_any_account_hold_everybody_once(people: int, limit: int) -> None:
    profiles = main(build(people, today=TODAY))
    pages = [profiles.page(number, limit) for number in range(1, people // limit + 3)]
    ids = [profile.id for page in pages for profile in page]
    assert ids == [profiles.id_at(place) for place in range(people)]
    assert pages[-1] == []


def test_a_large_account_makes_only_whom_it_is_asked_for() -> None:
    world = build(100_000, today=TODAY)
    profiles = main(world)
    assert profiles.at.cache_info().currsize == 0
    assert all(profiles.holds(profiles.id_at(place)) for place in range(0, 100_000, 1_000))
    assert profiles.at.cache_info().currsize == 0
    assert len(profiles.page(1_000, 100)) == 100
    assert profiles.at.cache_info().currsize == 100


def test_what_is_kept_ready_is_bounded() -> None:
    profiles = main(build(5_000, today=TODAY))
    profiles.page(1, 5_000)
    assert profiles.at.cache_info().currsize == profiles.at.cache_info().maxsize == 2_000


def test_tags_have_all_nine_colours_one_is_empty_and_one_large() -> None:
    tags = WORLD.accounts[0].tags
    assert {tag.color for tag in tags} == set(COLOURS)
    sizes = {tag.label: len(tag.profiles) for tag in tags}
    assert (sizes["Book club"], sizes["Remote"]) == (0, 27)


def test_a_tag_s_members_are_different_people_of_the_account() -> None:
    for world in (WORLD, LARGE):
        for account in world.accounts:
            for tag in account.tags:
                assert len(set(tag.profiles)) == len(tag.profiles) <= 1_000
                assert all(account.profiles.find(member) for member in tag.profiles)


def test_tag_times_carry_microseconds_and_an_offset() -> None:
    for tag in WORLD.accounts[0].tags:
        assert re.fullmatch(r"[-\d]{10}T[:\d]{8}\.\d{6}-05:00", tag.created_at)
        created, updated = map(datetime.fromisoformat, (tag.created_at, tag.updated_at))
        assert created <= updated <= TODAY
