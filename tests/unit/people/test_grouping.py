"""People by what they share: nobody lost, nobody doubled."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.people.grouping import grouped, largest_first, share

WORDS = st.lists(st.text("abc", max_size=3))


@given(WORDS)
def test_everybody_is_in_one_group_in_the_order_in_which_they_came(words: list[str]) -> None:
    groups = grouped(words, len)

    assert sorted(word for group in groups.values() for word in group) == sorted(words)
    assert list(groups) == list(dict.fromkeys(len(word) for word in words))
    for length, group in groups.items():
        assert group == [word for word in words if len(word) == length]


@given(WORDS)
def test_the_largest_group_is_first_and_ties_go_by_key(words: list[str]) -> None:
    ranked = largest_first(grouped(words, lambda word: word[:1]))
    sizes = [(len(group), key) for key, group in ranked]

    for (size, key), (next_size, next_key) in pairwise(sizes):
        assert size > next_size or (size == next_size and key < next_key)


def test_a_share_is_per_cent_and_nothing_of_nobody() -> None:
    assert share(1, 4) == 25
    assert share(0, 0) == 0
