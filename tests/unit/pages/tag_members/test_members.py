"""Who has a tag, and who might be added: everybody is one or the other, and nobody is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import teams
from webapp.api import NoSuchTag
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.pages.tag_members.candidates import MOST, Candidates, candidates
from webapp.pages.tag_members.members import Members, members
from webapp.pages.tag_members.place import Place
from webapp.people.query import Asked

Team = tuple[list[Profile], list[Tag]]
PLACE = Place(Asked(size=200))


def person(number: int) -> Profile:
    return Profile(id=str(number), first_name="Ana", last_name=f"N{number:03}")


def shown(people: list[Profile], ids: tuple[str, ...], place: Place = PLACE) -> Members:
    return members(people, [Tag("t", "Makers", profiles=ids)], "t", place)


def found(people: list[Profile], ids: tuple[str, ...], find: str) -> Candidates:
    return candidates(shown(people, ids).selection, ids, find)


@given(teams(), st.data())
def test_everybody_who_has_the_tag_is_shown_or_counted_as_gone(
    team: Team, data: st.DataObject
) -> None:
    people, _ = team
    known = [profile.id for profile in people]
    ids = tuple(data.draw(st.lists(st.sampled_from([*known, "gone", "lost"]))))
    listed = shown(people, ids)

    assert {row.id for row in listed.roster.rows} | set(listed.gone) == set(ids)
    assert listed.count + len(listed.gone) == len(set(ids))
    lacking = candidates(listed.selection, ids, "").lacking
    assert lacking + listed.count == len(people)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ((), ""),
        (("x",), "1 person in this tag is no longer in the account."),
        (("x", "y", "x"), "2 people in this tag are no longer in the account."),
    ],
)
def test_those_who_are_gone_are_told(gone: tuple[str, ...], told: str) -> None:
    assert shown([person(1)], ("1", *gone)).gone_in_words == told


def test_a_question_narrows_the_list_and_not_the_count() -> None:
    people = [person(number) for number in range(12)]
    ids = tuple(profile.id for profile in people)

    assert shown(people, ids).found == "12 people"
    assert shown(people, ids, Place(Asked(q="n003"))).found == "1 of 12 people"
    assert shown(people, ids[:1]).found == "1 person"


def test_links_of_the_page_ask_for_no_tag_and_lead_to_a_page_that_there_is() -> None:
    listed = shown([person(1), person(2)], ("1", "2"), Place(Asked(page=9, size=1), "bo"))

    assert listed.selection.asked.tags == ("t",)
    assert listed.place.query == "?page=2&size=1&find=bo"


def test_a_tag_that_is_not_there_is_none() -> None:
    with pytest.raises(NoSuchTag):
        members([], [Tag("other", "Other")], "t", PLACE)


def test_only_the_first_by_name_are_offered_and_the_rest_are_counted() -> None:
    people = [person(number) for number in reversed(range(MOST + 5))]
    offered = found(people, ("0", "1"), "ana")

    assert [row.id for row in offered.rows] == [str(number) for number in range(2, MOST + 2)]
    assert offered.told == "23 people match. 3 more than are shown: type more words."


@pytest.mark.parametrize(
    ("ids", "find", "told"),
    [
        (("1", "2"), "", "Everybody in the account has this tag."),
        (("1", "2"), "ana", "Everybody in the account has this tag."),
        (("1",), "", "1 person does not have this tag yet. Those who match show here."),
        ((), "", "2 people do not have this tag yet. Those who match show here."),
        ((), "zz", "Nobody without this tag matches."),
        ((), "n001", "1 person matches."),
        (("1",), "ana", "1 person matches."),
    ],
)
def test_what_was_found_is_told(ids: tuple[str, ...], find: str, told: str) -> None:
    assert found([person(1), person(2)], ids, find).told == told
