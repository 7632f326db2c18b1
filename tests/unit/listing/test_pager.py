"""The page links: the first, the last, the neighbours, and honest gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.listing.pager import page_numbers


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, (1,)),
        (1, 5, (1, 2, None, 5)),
        (3, 5, (1, 2, 3, 4, 5)),
        (4, 12, (1, 2, 3, 4, 5, None, 12)),
        (6, 12, (1, None, 5, 6, 7, None, 12)),
    ],
)
def test_the_pages_beside_this_one_are_linked(
    page: int, pages: int, shown: tuple[int | None, ...]
) -> None:
    assert page_numbers(page, pages) == shown


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_the_links_rise_are_few_and_a_gap_leaves_out_two_or_more(place: tuple[int, int]) -> None:
    page, pages = place
    shown = page_numbers(page, pages)
    numbers = [number for number in shown if number is not None]
    assert numbers == sorted(set(numbers))
    assert {1, page, pages} <= set(numbers)
    assert len(shown) <= 7
    for before, gap, after in zip(shown, shown[1:], shown[2:], strict=False):
        assert gap is not None or (before and after and after - before > 2)
