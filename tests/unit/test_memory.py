"""What is kept is only ever what was made of the same, for the same connection, within bounds."""

import threading
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.waiting import wait_until
from webapp.memory import IDLE_SECONDS, NOTHING, Memories, Memory
from webapp.memory.of_one import OVERHEAD

LARGE = 1 << 20


class Made:
    """Counts what it makes; each is another object."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return object()


def test_the_same_source_gives_the_very_same() -> None:
    memory, made, source = Memory(LARGE), Made(), ["anything"]
    first = memory.kept("key", (source,), made, 1)
    assert memory.kept("key", (source,), made, 1) is first
    assert made.times == 1


def test_an_equal_answer_is_the_same_source_and_an_equal_list_is_not() -> None:
    memory, made = Memory(LARGE), Made()
    first = memory.kept("bytes", (bytes([1, 2]),), made, 1)
    assert memory.kept("bytes", (bytes([1, 2]),), made, 1) is first
    assert memory.kept("bytes", (bytes([1, 3]),), made, 1) is not first
    second = memory.kept("lists", ([1],), made, 1)
    assert memory.kept("lists", ([1],), made, 1) is not second


def test_another_key_or_another_number_of_sources_is_another_value() -> None:
    memory, made, source = Memory(LARGE), Made(), object()
    first = memory.kept("key", (source,), made, 1)
    assert memory.kept("other", (source,), made, 1) is not first
    assert memory.kept("key", (source, source), made, 1) is not first


class Whole:
    """Something large that others are made of."""


def test_what_was_made_of_something_goes_with_it() -> None:
    """Else each page that was drawn would hold all the people of a reading that is long over."""
    memory, gone = Memory(LARGE), list[weakref.ref[Whole]]()
    for reading in (b"1", b"2", b"3"):
        whole = memory.kept("people", (reading,), Whole, 1)
        found = memory.kept(("found", reading), (whole, None), Whole, 1)
        memory.kept(("page", reading), (found,), object, 1)
        gone += [weakref.ref(whole), weakref.ref(found)]
        del whole, found

    assert [each() is None for each in gone] == [True] * 4 + [False] * 2
    assert memory.weight == 3 * (1 + OVERHEAD)


def test_what_had_to_go_takes_along_what_was_made_of_it() -> None:
    memory = Memory(3 * OVERHEAD)
    whole = memory.kept("people", (), Whole, 1)
    memory.kept("page", (whole,), object, 1)
    gone = weakref.ref(whole)
    del whole

    memory.kept("other", (), object, OVERHEAD)

    assert gone() is None
    assert memory.weight == 2 * OVERHEAD


@pytest.mark.parametrize("value", [b"an answer", None])
def test_what_was_made_of_equal_bytes_or_of_nothing_stays(value: bytes | None) -> None:
    memory, made = Memory(LARGE), Made()
    first = memory.kept("page", (value,), made, 1)

    memory.remember("answer", value, 1)
    memory.remember("answer", b"another", 1)

    assert memory.kept("page", (value,), made, 1) is first


def test_what_is_kept_once_more_keeps_what_was_made_of_it() -> None:
    memory, made, whole = Memory(LARGE), Made(), Whole()
    memory.remember("people", whole, 1)
    first = memory.kept("page", (whole,), made, 1)

    memory.remember("people", whole, 1)

    assert memory.kept("page", (whole,), made, 1) is first


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3000)), max_size=60))
def test_it_never_weighs_more_than_it_may(entries: list[tuple[int, int]]) -> None:
    memory = Memory(5000)
    for key, weight in entries:
        memory.kept(key, (object(),), object, weight)
        assert 0 <= memory.weight <= 5000


def test_what_is_too_heavy_is_given_and_not_kept() -> None:
    made, source = Made(), object()
    for memory in (Memory(OVERHEAD), NOTHING):
        assert memory.kept("key", (source,), made, 1) is not memory.kept("key", (source,), made, 1)
        assert memory.weight == 0


def test_no_connection_finds_what_was_made_for_another() -> None:
    memories, made, source = Memories(LARGE), Made(), object()
    first = memories.of("one").kept("key", (source,), made, 1)
    assert memories.of("two").kept("key", (source,), made, 1) is not first
    assert memories.of("one").kept("key", (source,), made, 1) is first


def test_nothing_is_left_once_a_connection_has_ended() -> None:
    memories = Memories(LARGE)
    memories.of("one").kept("key", (object(),), object, 10)
    memories.forget("one")
    memories.forget("one")
    assert memories.weight == 0


def test_what_nobody_used_for_long_is_gone_also_where_nobody_comes() -> None:
    now = [0.0]
    memories = Memories(LARGE, lambda: now[0])
    memories.of("one").kept("key", (object(),), object, 10)
    now[0] += IDLE_SECONDS
    memories.sweep()
    assert memories.weight > 0
    now[0] += 1
    memories.sweep()
    assert memories.weight == 0


def test_a_sweep_comes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.memory.of_all.IDLE_SECONDS", 0.01)
    monkeypatch.setattr("webapp.memory.of_all.SWEEP_SECONDS", 0.01)
    memories = Memories(LARGE)
    memories.of("one").kept("key", (object(),), object, 10)
    wait_until(lambda: memories.weight == 0, "it is gone")


def test_nothing_waits_for_memories_that_nobody_has_any_more() -> None:
    before = set(threading.enumerate())
    memories = Memories(LARGE)
    memories.of("one")
    (sweeper,) = set(threading.enumerate()) - before
    del memories
    wait_until(lambda: not sweeper.is_alive(), "its thread has ended")


def test_the_longest_unused_gives_way_to_those_who_come() -> None:
    memories, weight = Memories(8000), 1500
    for owner in ("one", "two", "three", "one", "four", "five", "six"):
        memories.of(owner).kept("key", (owner,), object, weight)
        assert memories.weight <= 8000
    made = Made()
    memories.of("four").kept("key", ("four",), made, weight)
    assert made.times == 0
    memories.of("two").kept("key", ("two",), made, weight)
    assert made.times == 1
