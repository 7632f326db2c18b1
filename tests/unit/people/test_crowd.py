"""A crowd answers every question as the list of the same people does."""

import gc
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import EVERYBODY, TAGS, teams
from webapp.api.focus import FocusSent
from webapp.api.profiles import Profile
from webapp.api.scores import disc_result
from webapp.api.tags import Tag
from webapp.people.crowd import Crowd
from webapp.people.crowd_frame import frame_of
from webapp.people.disguise import disguised
from webapp.people.query import SORT_KEYS, Asked
from webapp.people.selection import selection

Team = tuple[list[Profile], list[Tag]]
FOCUS = {"flexibility": msgspec.Raw(b'{"score":59,"facets":{"creativity":{"score":56}}}')}


def as_read(people: Sequence[Profile]) -> list[Profile]:
    """The same people, as what the platform sends would be read."""
    return [
        msgspec.structs.replace(
            person,
            disc=disc_result(person.disc),
            core=person.core or None,
            focus=person.focus and FocusSent(FOCUS),
        )
        for person in people
    ]


def plain(people: Sequence[Profile]) -> list[object]:
    """With the Focus results themselves, so that they compare."""
    return [
        msgspec.structs.replace(person, focus=None if person.focus is None else tuple(person.focus))
        for person in people
    ]


def crowd(people: Sequence[Profile]) -> Crowd:
    places = pl.DataFrame(
        {"part": [0] * len(people), "place": list(range(len(people)))},
        schema={"part": pl.UInt32, "place": pl.UInt32},
    )
    return Crowd(frame_of(people).hstack(places), lambda *_: FOCUS)


questions = st.builds(
    Asked,
    q=st.sampled_from(("", "a", "an", "ÄN", "ana mar", "mar ana", "test", "@", "ø", "zz", "lead")),
    tags=st.lists(st.sampled_from(("tag-0", "tag-1", "tag-2", "gone")), unique=True).map(tuple),
    style=st.sampled_from((None, "D", "DI", "XQ")),
    sort=st.sampled_from(SORT_KEYS),
    descending=st.booleans(),
)


@given(teams(), st.booleans(), questions)
def test_it_finds_whom_a_list_finds_in_the_same_order(
    team: Team, has_tags: bool, asked: Asked
) -> None:
    people, tags = as_read(team[0]), team[1] if has_tags else None

    expected, found = (selection(known, tags, asked) for known in (people, crowd(people)))

    assert plain(found.people) == plain(expected.people)
    assert plain([found.people[at] for at in range(len(found.people))]) == plain(expected.people)
    assert plain(found.people[1:3]) == plain(expected.people[1:3])
    for told in (
        "asked",
        "tags",
        "tags_of",
        "styles",
        "standings",
        "notes",
        "is_as_asked",
        "found",
    ):
        assert getattr(found, told) == getattr(expected, told), told


@given(teams())
def test_it_has_the_people_that_it_was_made_of(team: Team) -> None:
    people = as_read(team[0])

    assert plain(crowd(people)) == plain(people)
    assert plain(crowd(people)[1:]) == plain(people[1:])
    assert plain([crowd(people)[at] for at in range(-len(people), 0)]) == plain(people)
    with pytest.raises(IndexError):
        crowd(people)[len(people)]


def test_focus_is_fetched_when_it_is_looked_at() -> None:
    person = msgspec.structs.replace(EVERYBODY[0], focus=FocusSent(FOCUS))
    asked: list[tuple[int, int]] = []

    def focus_at(part: int, place: int) -> Mapping[str, msgspec.Raw]:
        asked.append((part, place))
        return FOCUS

    known = Crowd(
        frame_of([person]).with_columns(
            pl.lit(7, pl.UInt32).alias("part"), pl.lit(3, pl.UInt32).alias("place")
        ),
        focus_at,
    )

    (found,) = known
    assert asked == []
    assert found.completion is person.completion

    assert list(found.focus or ()) == list(person.focus or ())
    assert isinstance(found.focus, FocusSent)
    assert found.focus.as_sent() == FocusSent(FOCUS).as_sent()
    assert asked == [(7, 3)]


def test_without_names_it_is_as_a_list_without_names() -> None:
    names = {person.id: f"Person {at}" for at, person in enumerate(EVERYBODY)}

    people = as_read(EVERYBODY)
    shown = crowd(people).renamed(names)

    assert plain(shown) == plain([disguised(person, names[person.id]) for person in people])
    asked = Asked(q="person")
    found = selection(shown, TAGS, asked).people
    assert len(found) == len(EVERYBODY)
    assert not selection(shown, TAGS, replace(asked, q="@")).people


def test_nothing_of_a_crowd_waits_for_the_garbage_collector() -> None:
    """Its columns are large, and the collector does not see how large; people it does not see at
    all, so that what holds them in a circle would stay for ever.
    """
    known = selection(crowd(as_read(EVERYBODY)), TAGS, Asked(q="a", sort="-d"))
    frame = weakref.ref(known.everyone)
    gc.disable()
    try:
        assert known.people[:3]
        assert list(known.people) is not None
        del known
        assert frame() is None
    finally:
        gc.enable()
