"""A sort in words."""

import pytest

from webapp.people.columns import LABELS, order_in_words
from webapp.people.query import SORT_KEYS, Asked


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(), "by name"),
        (Asked(descending=True), "by name, from Z to A"),
        (Asked(sort="d", descending=True), "by D, highest first"),
        (Asked(sort="c"), "by C, lowest first"),
        (Asked(sort="updated", descending=True), "by updated, latest first"),
        (Asked(sort="status"), "by status, complete first"),
        (Asked(sort="email"), "by e-mail"),
        (Asked(sort="core"), "by core value"),
    ],
)
def test_a_sort_is_said_as_people_say_it(asked: Asked, said: str) -> None:
    assert order_in_words(asked) == said


def test_every_column_has_a_head_in_the_order_of_the_columns() -> None:
    assert tuple(LABELS) == SORT_KEYS
