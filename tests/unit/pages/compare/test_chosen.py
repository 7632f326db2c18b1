"""Whom an address names: in its order, each once, and a sentence for all that cannot be used."""

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from webapp.api.profiles import Profile
from webapp.pages.compare.chosen import MOST, choose

TEAM = [Profile(id=f"p{number}", first_name=f"Person {number}") for number in range(9)]
IDS = st.sampled_from([*(profile.id for profile in TEAM), "gone", "", " ", "../x", "<b>"])


def in_query(query: str) -> list[str]:
    return parse_qs(query.removeprefix("?")).get("id", [])


@given(st.lists(IDS, max_size=20))
def test_everybody_named_is_compared_or_left_out_once_and_in_order(ids: list[str]) -> None:
    chosen = choose(ids, TEAM)
    known = list(dict.fromkeys(each for each in ids if each in {p.id for p in TEAM}))
    assert [profile.id for profile in chosen.people] == known[:MOST]
    assert [profile.id for profile in chosen.left_out] == known[MOST:]
    assert list(chosen.ids) == known
    assert bool(chosen.notes) == bool({"gone", "../x", "<b>"} & set(ids))


@given(st.lists(IDS, max_size=12))
def test_every_change_has_an_address_that_keeps_the_others(ids: list[str]) -> None:
    chosen = choose(ids, TEAM)
    for profile_id in chosen.ids:
        rest = [each for each in chosen.ids if each != profile_id]
        assert in_query(chosen.without(profile_id)) == rest
    assert in_query(chosen.with_also("p99")) == [*chosen.ids, "p99"]
    assert choose(in_query(chosen.again), TEAM) == chosen


def test_removing_one_of_too_many_lets_the_next_move_up() -> None:
    chosen = choose([f"p{number}" for number in range(7)], TEAM)
    fewer = choose(in_query(chosen.without("p1")), TEAM)
    assert [profile.id for profile in fewer.people] == ["p0", "p2", "p3", "p4", "p5"]
    assert in_query(chosen.first_only()) == ["p0", "p1", "p2", "p3", "p4"]


def test_somebody_unknown_is_told_without_saying_why() -> None:
    assert choose(["gone", "p1"], TEAM).notes == ("One of the people is not in this account.",)
    assert choose(["a", "b", "p1"], TEAM).notes == ("2 of the people are not in this account.",)


def test_what_is_no_id_is_told_in_its_own_words() -> None:
    assert choose(["../x"], TEAM).notes == ("“../x” is not a person’s id; it was left out.",)
    assert choose(["../x", "a b", "c d"], TEAM).notes == (
        "“../x” and 2 more are not ids of people.",
    )


def test_nobody_is_no_trouble() -> None:
    chosen = choose(["", " "], TEAM)
    assert (chosen.people, chosen.notes, chosen.again) == ((), (), "")
