"""Whoever is asked for by id is found alike in a list and in a crowd."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people
from tests.unit.people.test_crowd import as_read, crowd, plain
from webapp.api.profiles import Profile
from webapp.people.by_id import by_id, only
from webapp.people.crowd import Crowd


@given(people(max_size=6), st.data())
def test_a_crowd_gives_whom_the_list_gives(everyone: list[Profile], data: st.DataObject) -> None:
    everyone = as_read(everyone)
    known = [person.id for person in everyone]
    ids = data.draw(st.lists(st.sampled_from([*known, "nobody"]), max_size=8))
    listed, crowded = by_id(everyone), by_id(crowd(everyone))

    assert list(crowded) == list(listed)
    assert len(crowded) == len(listed)
    for each in ids:
        assert (each in crowded) is (each in listed)
        assert plain([crowded[each]] if each in crowded else []) == plain(
            [listed[each]] if each in listed else []
        )
    assert plain(only(crowd(everyone), ids)) == plain(only(everyone, ids))


def test_where_nobody_is_read_nobody_is_known() -> None:
    assert by_id(None) is None


class Unread(Crowd):
    """Tells whom somebody looked at."""

    looked: int = 0

    def _profile(self, row: tuple[object, ...]) -> Profile:
        Unread.looked += 1
        return super()._profile(row)


@pytest.mark.parametrize("wanted", [["p1"], ["p1", "p7"]])
def test_of_a_crowd_nobody_is_made_but_those_who_are_asked_for(wanted: Sequence[str]) -> None:
    everyone = crowd([Profile(id=f"p{n}") for n in range(50)])
    counted = Unread(everyone.frame, lambda *_: {})
    Unread.looked = 0

    assert [each.id for each in only(counted, wanted)] == list(wanted)
    known = by_id(counted)
    assert [known[each].id for each in wanted] == list(wanted)
    assert "nobody" not in known
    assert Unread.looked == 2 * len(wanted)
