"""The roster as a whole: nobody lost over the pages, and what is shown is what was asked for."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import COMPLETE, EVERYBODY, TAGS, teams
from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.listing.roster import Roster, roster
from webapp.people.query import SORT_KEYS, Asked
from webapp.people.selection import selection

Team = tuple[list[Profile], list[Tag]]


def ids(shown: Roster) -> list[str]:
    return [row.id for row in shown.rows]


@given(teams(), st.sampled_from(SORT_KEYS), st.booleans(), st.integers(1, 5))
def test_everybody_is_on_exactly_one_page(
    team: Team, sort: str, descending: bool, size: int
) -> None:
    asked = Asked(sort=sort, descending=descending, size=size)
    pages = roster(selection(*team, asked)).pages
    shown = [ids(roster(selection(*team, asked.on_page(page)))) for page in range(1, pages + 1)]
    everybody = [one for page in shown for one in page]
    assert sorted(everybody) == sorted(profile.id for profile in team[0])
    assert all(len(page) == size for page in shown[:-1])


@given(teams())
def test_everybody_is_counted_by_how_far_they_are(team: Team) -> None:
    shown = roster(selection(*team, Asked()))
    complete = [p for p in team[0] if p.completion is Completion.COMPLETE]
    assert len(team[0]) - shown.invited - shown.partly == len(complete)


def test_a_page_beyond_the_end_is_the_last_one_with_a_sentence() -> None:
    shown = roster(selection(EVERYBODY, TAGS, Asked(page=9, size=2)))
    assert (ids(shown), shown.asked.page) == (["3"], 2)
    assert shown.notes == ("There is no page 9; showing the last, page 2.",)


def test_an_account_without_people_has_one_empty_page() -> None:
    shown = roster(selection((), (), Asked()))
    assert (shown.rows, shown.pages, shown.selection.found) == ((), 1, "0 people")


def test_those_who_are_not_done_are_counted_in_words() -> None:
    assert roster(selection(EVERYBODY, TAGS, Asked())).standings == "1 invited, 1 partly done"
    assert roster(selection([COMPLETE], TAGS, Asked())).standings == ""


def test_without_the_grant_no_row_has_tags() -> None:
    shown = roster(selection(EVERYBODY, None, Asked()))
    assert all(row.tags == () for row in shown.rows)
