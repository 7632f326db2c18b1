"""A change as bytes."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.tagging import Alteration, Change, Creation, Deletion, Membership, Row, State, Wish
from webapp.tagging.change import running

WISHES: list[Wish] = [
    Membership("t", "Team", add=("a",), remove=("b",), had=frozenset({"b"})),
    Creation("Team 👩‍💻", "pink", ("a",)),
    Alteration("t", "Crew", None, "Team", None),
    Deletion("t", "Team", "0" * 16),
]


def decode(value: bytes) -> Change:
    return msgspec.msgpack.decode(value, type=Change)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: type(wish).__name__)
def test_it_comes_back_as_it_was_kept(wish: Wish) -> None:
    change = running("c", wish, 1000.0, undoes="before")

    assert decode(msgspec.msgpack.encode(change)) == change
    expected = {"Membership": ["a", "b"], "Creation": ["a"]}.get(type(wish).__name__, [])
    assert change.rows == dict.fromkeys(expected, Row.PENDING)
    assert change.state is State.RUNNING


@given(st.binary())
def test_bytes_of_anybody_else_are_no_change(value: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(value)


@pytest.mark.parametrize(
    "altered",
    [{"wish": {"type": "merging"}}, {"state": "paused"}, {"rows": {"a": "odd"}}, {"id": 7}],
)
def test_what_another_release_wrote_is_no_change(altered: dict[str, object]) -> None:
    known = msgspec.to_builtins(running("c", WISHES[0], 1000.0))

    with pytest.raises(msgspec.MsgspecError):
        decode(msgspec.msgpack.encode(known | altered))
    assert decode(msgspec.msgpack.encode(known | {"new": 1}))


def test_whom_it_is_through_with_is_everybody_who_is_not_open() -> None:
    rows = dict(zip("abcdefg", Row, strict=True))
    change = Change(id="c", wish=WISHES[0], begun_at=1.0, at=1.0, rows=rows)

    assert change.settled == 5
    assert sum(change.counts.values()) == 7
