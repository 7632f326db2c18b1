"""Whom the page offers to add."""

from webapp.api.profiles import Profile
from webapp.pages.compare.chosen import choose
from webapp.pages.compare.holdings import ordinal
from webapp.pages.compare.picker import FOUND, LISTED, picker


def team(count: int) -> list[Profile]:
    return [
        Profile(id=f"p{n}", first_name="Ana", last_name=f"N{n:04}", email=f"a{n}@people.test")
        for n in range(count)
    ]


def test_a_small_team_is_one_list_of_those_not_chosen_yet() -> None:
    everyone = team(4)
    offered = picker(choose(["p2"], everyone), everyone, "ignored")
    assert offered is not None
    assert [value for value, _ in offered.options] == ["", "p0", "p1", "p3"]
    assert offered.options[1][1] == "Ana N0000 · a0@people.test"
    assert not offered.searches


def test_a_large_team_is_searched_and_the_rest_is_counted() -> None:
    everyone = team(LISTED + 2)
    chosen = choose(["p0"], everyone)
    asked = picker(chosen, everyone, "  aNA ")
    assert asked is not None
    assert (asked.searches, asked.words, asked.options) == (True, "aNA", ())
    assert [value for value, _ in asked.found] == [f"p{n}" for n in range(1, FOUND + 1)]
    assert asked.further == LISTED + 1 - FOUND
    unseen = picker(chosen, everyone, "a\0na\x1b")
    assert unseen is not None
    assert unseen.words == "ana", "what cannot be seen is not searched for"
    unasked = picker(chosen, everyone, " ")
    assert unasked is not None
    assert (unasked.searches, unasked.found, unasked.further) == (True, (), 0)


def test_one_more_than_the_list_holds_makes_a_search() -> None:
    for count, searches in ((LISTED, False), (LISTED + 1, True)):
        offered = picker(choose([], ()), team(count), "")
        assert offered is not None
        assert offered.searches is searches


def test_nobody_is_offered_where_nobody_can_be_added() -> None:
    everyone = team(7)
    assert picker(choose([f"p{n}" for n in range(5)], everyone), everyone, "") is None
    assert picker(choose(["p0", "p1"], team(2)), team(2), "") is None
    assert picker(choose([], ()), (), "") is None


def test_somebody_without_a_name_is_not_named_twice() -> None:
    offered = picker(choose([], ()), [Profile(id="1", email="a@people.test")], "")
    assert offered is not None
    assert offered.options[1] == ("1", "a@people.test")


def test_places_are_read_as_in_english() -> None:
    read = [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    assert read == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
