"""The order of the roster: a permutation, ordered, total, and the absent last both ways."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import teams
from webapp.api.focus import Domain
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.api.tags import Tag
from webapp.people.filtering import inverted
from webapp.people.ordering import ordered
from webapp.people.query import SORT_KEYS

VALUES: dict[str, Callable[[Profile], Any]] = {
    "d": lambda p: p.disc and p.disc.d,
    "i": lambda p: p.disc and p.disc.i,
    "s": lambda p: p.disc and p.disc.s,
    "c": lambda p: p.disc and p.disc.c,
    "style": lambda p: (p.disc and p.disc.style) or None,
    "updated": lambda p: p.updated_at,
    "core": lambda p: p.core[0] if p.core else None,
}


@given(teams(), st.sampled_from(SORT_KEYS), st.booleans(), st.randoms())
def test_sorting_loses_and_doubles_nobody_whatever_order_they_came_in(
    team: tuple[list[Profile], list[Tag]], sort: str, descending: bool, random: Any
) -> None:
    profiles, tags = team
    mixed = random.sample(profiles, len(profiles))
    shown = ordered(mixed, inverted(tags), sort, descending)
    assert sorted(p.id for p in shown) == sorted(p.id for p in profiles)
    assert shown == ordered(profiles, inverted(tags), sort, descending)


@given(teams(), st.sampled_from(sorted(VALUES)), st.booleans())
def test_values_stand_in_order_and_the_absent_stand_last(
    team: tuple[list[Profile], list[Tag]], sort: str, descending: bool
) -> None:
    values = [VALUES[sort](p) for p in ordered(team[0], {}, sort, descending)]
    present = [value for value in values if value is not None]
    assert values[: len(present)] == sorted(present, reverse=descending)


ANA = Profile(
    id="1",
    first_name="ána",
    email="z@people.test",
    updated_at=datetime(2026, 1, 2, tzinfo=UTC),
    disc=Disc(),
    focus=(Domain(key="flexibility"),),
    core=("wisdom",),
)
BO = Profile(
    id="2",
    first_name="Bo",
    email="A@people.test",
    updated_at=datetime(2026, 1, 1, tzinfo=UTC),
    disc=Disc(d=1.0),
)
NOBODY = Profile(id="0")


@pytest.mark.parametrize(
    ("sort", "descending", "ids"),
    [
        ("name", False, "120"),
        ("name", True, "210"),
        ("email", False, "210"),
        ("email", True, "120"),
        ("status", False, "120"),
        ("status", True, "021"),
        ("d", False, "210"),
        ("d", True, "210"),
        ("tags", False, "210"),
        ("tags", True, "120"),
        ("updated", True, "120"),
    ],
)
def test_each_column_has_its_order(sort: str, descending: bool, ids: str) -> None:
    tags = (Tag(id="x", label="zeta", profiles=("1",)), Tag(id="y", label="Beta", profiles=("2",)))
    shown = ordered([NOBODY, BO, ANA], inverted(tags), sort, descending)
    assert "".join(profile.id for profile in shown) == ids


def test_a_number_stands_where_there_is_no_name_and_whoever_has_neither_comes_last() -> None:
    people = [Profile(id="1"), Profile(id="2", first_name="Ana"), Profile(id="3", phone="+44")]
    assert [person.id for person in ordered(people, {}, "name", False)] == ["3", "2", "1"]


def test_ties_go_by_name_then_id_in_both_directions() -> None:
    twins = [Profile(id=i, first_name=n) for i, n in (("3", "Bo"), ("2", "Bo"), ("4", "Al"))]
    for descending in (False, True):
        assert [p.id for p in ordered(twins, {}, "status", descending)] == ["4", "2", "3"]
