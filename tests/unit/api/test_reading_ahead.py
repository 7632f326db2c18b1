"""Pages come as if one were asked for after the other, and sooner."""

import threading
from collections.abc import Sequence
from contextvars import ContextVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.api.test_paging import Item, Source, itself
from webapp.api import Unavailable
from webapp.api.paging import PAGE_SIZE, every_item
from webapp.api.reading_ahead import MOST_AT_ONCE, ONE_BY_ONE, ahead
from webapp.memory import NOTHING

PATIENCE = 10
whose: ContextVar[str] = ContextVar("whose")


@given(st.integers(0, 30))
def test_they_are_the_same_pages_in_the_same_order_and_few_are_read_in_vain(pages: int) -> None:
    source = Source(pages * PAGE_SIZE, PAGE_SIZE, skips_by_cap=False)
    assert list(every_item(source.fetch, itself, NOTHING)) == source.items
    asked = sorted(page for _, page in source.calls)
    assert asked == list(range(1, len(asked) + 1)), "each once"
    assert len(asked) <= pages + MOST_AT_ONCE


def test_a_short_list_is_read_as_ever() -> None:
    source = Source(250, PAGE_SIZE, skips_by_cap=False)
    every_item(source.fetch, itself, NOTHING)
    assert source.calls == [(PAGE_SIZE, 1), (PAGE_SIZE, 2), (PAGE_SIZE, 3)]


def test_some_are_asked_for_side_by_side_and_no_more_than_are_allowed() -> None:
    """Nobody gets an answer before as many as may be are asked for at once."""
    together, most = threading.Barrier(MOST_AT_ONCE), [0]
    under_way = threading.Semaphore(MOST_AT_ONCE)

    def fetch(limit: int, page: int) -> Sequence[Item]:
        if page <= ONE_BY_ONE + 2 + 4:
            return [Item(f"{page}-{number}") for number in range(limit)]
        assert under_way.acquire(blocking=False)
        together.wait(PATIENCE)
        most[0] = max(most[0], MOST_AT_ONCE)
        under_way.release()
        return []

    assert len(every_item(fetch, itself, NOTHING)) == 9 * PAGE_SIZE
    assert most == [MOST_AT_ONCE]


def test_each_page_knows_whose_request_it_is_read_for() -> None:
    whose.set("Rosalind")
    known = []

    def fetch(limit: int, page: int) -> Sequence[Item]:
        known.append(whose.get("nobody"))
        return [Item(f"{page}-{number}") for number in range(limit)] if page < 9 else []

    every_item(fetch, itself, NOTHING)
    assert set(known) == {"Rosalind"}


def test_a_page_that_fails_is_the_failure_of_the_list_and_nothing_goes_on_behind_it() -> None:
    begun, over = [], []

    def fetch(limit: int, page: int) -> Sequence[Item]:
        begun.append(page)
        try:
            if page == 5:
                raise Unavailable
            return [Item(f"{page}-{number}") for number in range(limit)]
        finally:
            over.append(page)

    with pytest.raises(Unavailable):
        every_item(fetch, itself, NOTHING)
    assert sorted(begun) == sorted(over)
    assert max(begun) <= 9


def test_a_reading_that_is_left_half_way_waits_for_what_is_under_way() -> None:
    begun, over = threading.Semaphore(0), []

    def fetch(limit: int, page: int) -> Sequence[Item]:
        begun.release()
        over.append(page)
        return []

    with ahead(fetch) as read:
        read(PAGE_SIZE, 4)
    assert 4 in over
    assert len(over) <= 2
