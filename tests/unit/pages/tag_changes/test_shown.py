"""A change as its page shows it: everybody in one group, and nobody read without need."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import EVERYBODY
from webapp.api.profiles import Profile
from webapp.pages.tag_changes.groups import groups
from webapp.pages.tag_changes.shown import shown
from webapp.tagging import Change, Membership, Row, State, told

IDS = (*(person.id for person in EVERYBODY), "gone")


def a_change(rows: dict[str, Row], state: State = State.DONE, *, removing: bool = False) -> Change:
    ids = tuple(rows)
    wish = Membership("t", "Leads", remove=ids) if removing else Membership("t", "Leads", add=ids)
    return Change(id="c", wish=wish, begun_at=0, at=0, state=state, rows=rows)


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(Row)))
def test_everybody_is_in_the_group_of_their_fate(rows: dict[str, Row]) -> None:
    found = groups(a_change(rows), EVERYBODY)

    for group in found:
        named = {person.id for person in group.people}
        assert all(rows[each] is group.row for each in named)
        assert group.count == sum(row is group.row for row in rows.values())
    assert sum(group.count for group in found) == len(rows)
    assert sum(group.nameless for group in found) == ("gone" in rows)


def test_what_is_not_done_comes_first() -> None:
    rows = dict(zip(IDS, (Row.DONE, Row.PENDING, Row.REFUSED), strict=False))

    assert [group.title for group in groups(a_change(rows), None)] == [
        "Not added",
        "Refused by Profile",
        "Added",
    ]
    (removed,) = groups(a_change({"a": Row.DONE}, removing=True), None)
    assert removed.title == "Removed"


def test_those_who_come_and_those_who_go_stand_apart() -> None:
    wish = Membership("t", "Leads", add=("a",), remove=("b",))
    rows = {"a": Row.PENDING, "b": Row.PENDING}
    change = Change(id="c", wish=wish, begun_at=0, at=0, state=State.STOPPED, rows=rows)

    titles = [group.title for group in shown(told(change), "pending", lambda: None).groups]

    assert titles == ["Not added", "Not removed"]


def test_nobody_is_read_while_it_runs_or_where_there_is_nobody_to_name() -> None:
    def read() -> Sequence[Profile]:
        raise AssertionError

    for change in (a_change({"a": Row.PENDING}, State.RUNNING), a_change({})):
        assert shown(told(change), "", read).groups == ()


def test_one_group_is_shown_alone_where_it_is_asked_for() -> None:
    change = a_change({"a": Row.PENDING, "b": Row.DONE}, State.STOPPED)

    assert [g.row for g in shown(told(change), "pending", lambda: None).groups] == [Row.PENDING]
    assert len(shown(told(change), "kept", lambda: None).groups) == 2
