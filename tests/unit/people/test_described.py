"""A question in words."""

import pytest

from webapp.people.described import described
from webapp.people.query import SORT_KEYS, Asked, parsed

WORDS = {
    "": "Everybody; by name",
    "?sort=-name": "Everybody; by name, from Z to A",
    "?q=ana&style=DI&sort=-d": "“ana”, style DI; by Dominance, highest first",
    "?tag=a&tag=b&sort=-updated": "2 tags; by last update, latest first",
    "?tag=a&sort=c": "1 tag; by Correctness",
}


@pytest.mark.parametrize(("query", "words"), WORDS.items())
def test_a_question_is_told_in_words(query: str, words: str) -> None:
    assert described(parsed(query)) == words


@pytest.mark.parametrize("key", SORT_KEYS)
def test_both_ways_of_every_sort_read_differently(key: str) -> None:
    assert described(Asked(sort=key)) != described(Asked(sort=key, descending=True))
