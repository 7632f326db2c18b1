"""Everybody exactly once, whatever the platform makes of `limit`."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api import UnexpectedAnswer
from webapp.api.paging import BELIEVED_SECONDS, MAX_PAGES, PAGE_SIZE, ROUND, Ends, every_item, pages
from webapp.memory import Memory


class Item(NamedTuple):
    id: str
    value: int = 0


Fetch = Callable[[int, int], list[Item]]


def itself(item: Item) -> Item:
    return item


def every(fetch: Fetch, memory: Memory | None = None) -> Sequence[Item]:
    return every_item(fetch, itself, memory or Memory(0))


class Source:
    """A paginated list that gives at most `cap` items, and skips by its own or the asked limit."""

    def __init__(self, count: int, cap: int, skips_by_cap: bool) -> None:
        self.items = [Item(str(number)) for number in range(count)]
        self.cap, self.skips_by_cap = cap, skips_by_cap
        self.calls: list[tuple[int, int]] = []

    def fetch(self, limit: int, page: int) -> list[Item]:
        self.calls.append((limit, page))
        size = min(limit, self.cap)
        skip = (page - 1) * (size if self.skips_by_cap else limit)
        return self.items[skip : skip + size]


@given(st.integers(0, 700), st.integers(10, 200), st.booleans())
def test_everybody_comes_exactly_once(count: int, cap: int, skips_by_cap: bool) -> None:
    source = Source(count, cap, skips_by_cap)
    assert list(every(source.fetch)) == source.items


@pytest.mark.parametrize("cap", [10, 25, 50])
@pytest.mark.parametrize("skips_by_cap", [True, False])
@pytest.mark.parametrize("pages", [1, 2, 3])
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_the_edges_of_a_capped_page_lose_nobody(
    cap: int, skips_by_cap: bool, pages: int, beyond: int
) -> None:
    source = Source(cap * pages + beyond, cap, skips_by_cap)
    assert list(every(source.fetch)) == source.items


@pytest.mark.parametrize(
    ("count", "calls"),
    [
        (0, [(100, 1)]),
        (9, [(100, 1)]),
        (10, [(100, 1), (10, 2)]),
        (99, [(100, 1), (99, 2)]),
        (100, [(100, 1), (100, 2)]),
        (101, [(100, 1), (100, 2)]),
        (250, [(100, 1), (100, 2), (100, 3)]),
    ],
)
def test_no_page_is_asked_for_beyond_the_last_known_one(
    count: int, calls: list[tuple[int, int]]
) -> None:
    source = Source(count, cap=PAGE_SIZE, skips_by_cap=True)
    every(source.fetch)
    assert source.calls == calls


@given(st.integers(1, 400))
def test_a_platform_that_ignores_limit_and_page_comes_to_an_end(count: int) -> None:
    everyone = [Item(str(number)) for number in range(count)]
    calls = []

    def fetch(limit: int, page: int) -> list[Item]:
        calls.append(page)
        return everyone

    assert list(every(fetch)) == everyone
    assert len(calls) <= 2


def test_an_item_that_moved_between_pages_keeps_its_first_place_and_its_latest_value() -> None:
    first = [Item(str(number)) for number in range(PAGE_SIZE)]
    pages = {1: first, 2: [Item("99", value=7), Item("new")]}
    items = every(lambda _limit, page: pages[page])
    assert list(items) == [*first[:-1], Item("99", value=7), Item("new")]


def test_a_list_without_end_is_given_up() -> None:
    def fetch(limit: int, page: int) -> list[Item]:
        return [Item(f"{page}-{number}") for number in range(10)]

    with pytest.raises(UnexpectedAnswer, match=str(MAX_PAGES)):
        every(fetch)


@given(st.integers(2, 40), st.booleans(), st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_a_list_that_grows_and_shrinks_is_whole_each_time(
    fives: int, skips_by_cap: bool, counts: list[int]
) -> None:
    memory = Memory(1 << 20)
    source = Source(0, ROUND * fives, skips_by_cap)
    for count in counts:
        source.items = [Item(str(number)) for number in range(count)]
        assert list(every(source.fetch, memory)) == source.items


def calls_for(count: int, memory: Memory) -> int:
    source = Source(count, cap=PAGE_SIZE, skips_by_cap=True)
    every(source.fetch, memory)
    return len(source.calls)


def test_what_was_seen_to_be_the_end_is_not_asked_for_again() -> None:
    memory = Memory(1 << 20)
    assert [calls_for(53, memory) for _ in range(3)] == [2, 1, 1]
    assert [calls_for(54, memory) for _ in range(2)] == [2, 1]


def test_where_pages_may_be_capped_it_is_asked_for_each_time() -> None:
    memory = Memory(1 << 20)
    assert [calls_for(50, memory) for _ in range(2)] == [2, 2]


def test_an_end_is_believed_for_a_while_only() -> None:
    now = [0.0]
    ends, source = Ends(lambda: now[0]), Source(53, cap=PAGE_SIZE, skips_by_cap=True)

    def read() -> int:
        source.calls.clear()
        list(pages(source.fetch, ends))
        return len(source.calls)

    assert [read(), read()] == [2, 1]
    now[0] += BELIEVED_SECONDS
    assert [read(), read()] == [2, 1]


def test_the_very_same_pages_give_the_very_same_list() -> None:
    memory, kept = Memory(1 << 20), [[Item("a"), Item("b")]]

    def fetch(limit: int, page: int) -> list[Item]:
        return kept[0]

    first = every(fetch, memory)
    assert every(fetch, memory) is first
    kept[0] = list(kept[0])
    assert every(fetch, memory) is not first
