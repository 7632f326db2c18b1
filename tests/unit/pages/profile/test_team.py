"""Whose scores a person's are shown among."""

from hypothesis import given

from tests.support.invented_teams import teams
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.pages.profile.team import ALL, team

ME, YOU = Profile(id="me"), Profile(id="you")
SALES = Tag(id="7&8", label="Sales", profiles=("me", "nobody"))
BOARD = Tag(id="9", label="board", profiles=("you",))
PEOPLE, TAGS = [ME, YOU], [SALES, BOARD]


def test_it_is_everybody_unless_a_tag_is_asked_for() -> None:
    found = team(ME, PEOPLE, TAGS, "")

    assert (found.people, found.name, found.query, found.note) == (PEOPLE, ALL, "", None)
    assert found.options == (("", "Everyone"), ("9", "board"), ("7&8", "Sales"))


def test_a_tag_makes_those_who_carry_it_the_team() -> None:
    found = team(ME, PEOPLE, TAGS, "7&8")

    assert (found.people, found.tag, found.note) == ([ME], "7&8", None)
    assert (found.name, found.query) == ("everyone tagged “Sales”", "?tag=7%268")


def test_somebody_outside_of_the_team_is_told_so() -> None:
    found = team(ME, PEOPLE, TAGS, "9")

    assert found.people == [YOU]
    assert found.note == "This person does not carry the tag, so the range is of others."


def test_an_unknown_tag_is_said_and_left_out() -> None:
    found = team(ME, PEOPLE, TAGS, "<b>")

    assert (found.people, found.name, found.query) == (PEOPLE, ALL, "")
    assert found.note == "“<b>” is not a tag of this account; the ranges are of everyone."


def test_without_tags_there_is_nothing_to_choose() -> None:
    assert team(ME, PEOPLE, None, "").options is None
    found = team(ME, PEOPLE, None, "9")
    assert (found.people, found.options, found.tag) == (PEOPLE, None, "")
    assert found.note == "Tags are not allowed, so the ranges are of everyone."


def test_people_who_could_not_be_read_stay_unread_with_and_without_a_tag() -> None:
    assert team(ME, None, TAGS, "").people is None
    assert team(ME, None, TAGS, "9").people is None


@given(teams())
def test_exactly_the_carriers_are_the_team(invented: tuple[list[Profile], list[Tag]]) -> None:
    everyone, tags = invented
    for tag in tags:
        found = team(ME, everyone, tags, tag.id)
        assert found.people == [one for one in everyone if one.id in tag.profiles]
