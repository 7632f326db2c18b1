"""Who a question is about: those who fit, what was left out of it, and what it offers next."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import COMPLETE, EVERYBODY, TAGS, teams
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.people.choices import choices
from webapp.people.query import Asked
from webapp.people.selection import Selection, selection

Team = tuple[list[Profile], list[Tag]]


def ids(shown: Selection) -> list[str]:
    return [profile.id for profile in shown.people]


@given(teams(), st.sampled_from((None, "D", "DI", "XQ")), st.lists(st.integers(0, 3), unique=True))
def test_filters_show_what_a_plain_count_shows(
    team: Team, style: str | None, wanted: list[int]
) -> None:
    profiles, tags = team
    shown = selection(*team, Asked(style=style, tags=tuple(f"tag-{n}" for n in wanted), size=200))
    fitting = {
        p.id
        for p in profiles
        if shown.asked.style in (None, p.disc.style if p.disc else None)
        and all(p.id in tag.profiles for tag in tags if tag.id in shown.asked.tags)
    }
    assert set(ids(shown)) == fitting
    assert len(shown.people) == len(fitting)
    assert len(shown.everyone) == len(profiles)


def test_a_style_that_nobody_has_is_left_out_with_a_sentence() -> None:
    shown = selection(EVERYBODY, TAGS, Asked(style="ZZ"))
    assert (len(shown.people), shown.asked.style) == (3, None)
    assert shown.notes == ("Nobody here has the style “ZZ”; showing every style.",)


def test_an_unknown_tag_is_left_out_with_a_sentence_and_the_others_stay() -> None:
    shown = selection(EVERYBODY, TAGS, Asked(tags=("gone", "t2")))
    assert (ids(shown), shown.asked.tags) == (["1"], ("t2",))
    assert shown.notes == ("“gone” is not a tag of this account; it was left out.",)


def test_without_the_grant_nothing_depends_on_tags() -> None:
    shown = selection(EVERYBODY, None, Asked(tags=("t1",), sort="tags"))
    assert (ids(shown), shown.tags, shown.asked) == (["1", "2", "3"], None, Asked())
    assert shown.notes == ("Tags are not allowed, so nobody is filtered or sorted by them.",)
    assert not shown.tags_of


def test_tags_stand_by_label_and_what_is_chosen_is_not_offered_again() -> None:
    shown = selection(EVERYBODY, TAGS, Asked(tags=("t1", "t2")))
    assert [tag.label for tag in shown.tags or ()] == ["Alpha", "mid", "zeta"]
    assert [tag.id for tag in shown.further_tags] == ["t2"]
    assert [tag.id for tag in shown.unused_tags] == ["t3"]
    assert [tag.label for tag in shown.tags_of["1"]] == ["Alpha", "zeta"]


def test_the_choices_begin_with_the_one_that_lifts_the_filter() -> None:
    offered = choices(selection(EVERYBODY, TAGS, Asked(size=7)))
    assert offered.tag == (("", "Any tag"), ("t2", "Alpha"), ("t3", "mid"), ("t1", "zeta"))
    assert offered.style == (("", "Any style"), ("DI", "DI"), ("S", "S"))
    assert [size for size, _ in offered.size] == [7, 25, 50, 100, 200]


def test_a_further_tag_is_chosen_among_those_that_are_not() -> None:
    offered = choices(selection(EVERYBODY, TAGS, Asked(tags=("t1",))))
    assert offered.also == (("", "Choose…"), ("t2", "Alpha"), ("t3", "mid"))


def test_how_many_fit_is_said_in_words() -> None:
    assert selection(EVERYBODY, TAGS, Asked()).found == "3 people"
    assert selection(EVERYBODY, TAGS, Asked(q="ana")).found == "1 of 3 people"
    assert selection([COMPLETE], TAGS, Asked()).found == "1 person"
    many = [Profile(id=str(number)) for number in range(1200)]
    assert selection(many, TAGS, Asked()).found == "1,200 people"
