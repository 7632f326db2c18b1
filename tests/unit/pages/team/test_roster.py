"""The roster as a whole: nobody lost over the pages, and what is shown is what was asked for."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.pages.people import teams
from webapp.api.profiles import Completion, Profile
from webapp.api.scores import Disc, Domain
from webapp.api.tags import Tag
from webapp.pages.team.choices import choices
from webapp.pages.team.query import SORT_KEYS, Asked
from webapp.pages.team.roster import Roster, roster

Team = tuple[list[Profile], list[Tag]]
COMPLETE = Profile(
    id="1", first_name="Ana", disc=Disc(style="DI"), focus=(Domain(key="f"),), core=("wisdom",)
)
PARTLY = Profile(id="2", first_name="Bo", disc=Disc(style="S"))
PENDING = Profile(id="3", email="cy@people.test")
EVERYBODY = (COMPLETE, PARTLY, PENDING)
TAGS = (
    Tag(id="t1", label="zeta", profiles=("1", "2")),
    Tag(id="t2", label="Alpha", profiles=("1",)),
    Tag(id="t3", label="mid", profiles=()),
)


def ids(shown: Roster) -> list[str]:
    return [row.id for row in shown.rows]


@given(teams(), st.sampled_from(SORT_KEYS), st.booleans(), st.integers(1, 5))
def test_everybody_is_on_exactly_one_page(
    team: Team, sort: str, descending: bool, size: int
) -> None:
    asked = Asked(sort=sort, descending=descending, size=size)
    pages = roster(*team, asked).pages
    shown = [ids(roster(*team, asked.on_page(page))) for page in range(1, pages + 1)]
    everybody = [one for page in shown for one in page]
    assert sorted(everybody) == sorted(profile.id for profile in team[0])
    assert all(len(page) == size for page in shown[:-1])


@given(teams(), st.sampled_from((None, "D", "DI", "XQ")), st.lists(st.integers(0, 3), unique=True))
def test_filters_show_what_a_plain_count_shows(
    team: Team, style: str | None, wanted: list[int]
) -> None:
    profiles, tags = team
    shown = roster(*team, Asked(style=style, tags=tuple(f"tag-{n}" for n in wanted), size=200))
    fitting = {
        p.id
        for p in profiles
        if shown.asked.style in (None, p.disc.style if p.disc else None)
        and all(p.id in tag.profiles for tag in tags if tag.id in shown.asked.tags)
    }
    assert set(ids(shown)) == fitting
    assert shown.matching == len(fitting)
    assert shown.people == len(profiles)


@given(teams())
def test_everybody_is_counted_by_how_far_they_are(team: Team) -> None:
    shown = roster(*team, Asked())
    complete = [p for p in team[0] if p.completion is Completion.COMPLETE]
    assert shown.people - shown.invited - shown.partly == len(complete)


def test_how_many_fit_is_said_in_words() -> None:
    assert roster(EVERYBODY, TAGS, Asked()).found == "3 people"
    assert roster(EVERYBODY, TAGS, Asked(q="ana")).found == "1 of 3 people"
    assert roster([COMPLETE], TAGS, Asked()).found == "1 person"
    assert roster(EVERYBODY, TAGS, Asked()).standings == "1 invited, 1 partly done"
    assert roster([COMPLETE], TAGS, Asked()).standings == ""
    many = [Profile(id=str(number)) for number in range(1200)]
    assert roster(many, TAGS, Asked()).found == "1,200 people"


def test_a_page_beyond_the_end_is_the_last_one_with_a_sentence() -> None:
    shown = roster(EVERYBODY, TAGS, Asked(page=9, size=2))
    assert (ids(shown), shown.asked.page) == (["3"], 2)
    assert shown.notes == ("There is no page 9; showing the last, page 2.",)


def test_a_style_that_nobody_has_is_left_out_with_a_sentence() -> None:
    shown = roster(EVERYBODY, TAGS, Asked(style="ZZ"))
    assert (len(shown.rows), shown.asked.style) == (3, None)
    assert shown.notes == ("Nobody here has the style “ZZ”; showing every style.",)


def test_an_unknown_tag_is_left_out_with_a_sentence_and_the_others_stay() -> None:
    shown = roster(EVERYBODY, TAGS, Asked(tags=("gone", "t2")))
    assert (ids(shown), shown.asked.tags) == (["1"], ("t2",))
    assert shown.notes == ("“gone” is not a tag of this account; it was left out.",)


def test_without_the_grant_nothing_depends_on_tags() -> None:
    shown = roster(EVERYBODY, None, Asked(tags=("t1",), sort="tags"))
    assert (ids(shown), shown.tags, shown.asked) == (["1", "2", "3"], None, Asked())
    assert shown.notes == ("Tags are not allowed, so nobody is filtered or sorted by them.",)
    assert all(row.tags == () for row in shown.rows)


def test_an_account_without_people_has_one_empty_page() -> None:
    shown = roster((), (), Asked())
    assert (shown.rows, shown.pages, shown.found) == ((), 1, "0 people")


def test_tags_stand_by_label_and_what_is_chosen_is_not_offered_again() -> None:
    shown = roster(EVERYBODY, TAGS, Asked(tags=("t1", "t2")))
    assert [tag.label for tag in shown.tags or ()] == ["Alpha", "mid", "zeta"]
    assert [tag.id for tag in shown.further_tags] == ["t2"]
    assert [tag.id for tag in shown.unused_tags] == ["t3"]
    assert [tag.label for tag in shown.rows[0].tags] == ["Alpha", "zeta"]


def test_the_choices_begin_with_the_one_that_lifts_the_filter() -> None:
    offered = choices(roster(EVERYBODY, TAGS, Asked(size=7)))
    assert offered.tag == (("", "Any tag"), ("t2", "Alpha"), ("t3", "mid"), ("t1", "zeta"))
    assert offered.style == (("", "Any style"), ("DI", "DI"), ("S", "S"))
    assert [size for size, _ in offered.size] == [7, 25, 50, 100, 200]


def test_a_further_tag_is_chosen_among_those_that_are_not() -> None:
    offered = choices(roster(EVERYBODY, TAGS, Asked(tags=("t1",))))
    assert offered.also == (("", "Choose…"), ("t2", "Alpha"), ("t3", "mid"))
