"""The heads of the columns."""

from webapp.listing.headings import headings
from webapp.people.query import SORT_KEYS, Asked


def test_every_column_sorts_and_stands_in_order() -> None:
    heads = headings(Asked(), with_tags=True)
    assert tuple(head.key for head in heads) == SORT_KEYS
    assert [head.label for head in heads] == [
        "Name", "E-mail", "Status", "Style", "D", "I", "S", "C", "Core value", "Tags", "Updated"
    ]  # fmt: skip


def test_without_the_grant_there_is_no_column_of_tags() -> None:
    assert "tags" not in [head.key for head in headings(Asked(), with_tags=False)]


def test_only_the_sorted_column_says_so_and_leads_the_other_way_round() -> None:
    heads = {head.key: head for head in headings(Asked(q="x", sort="d", page=4), with_tags=True)}
    assert {head.key for head in heads.values() if head.direction} == {"d"}
    assert (heads["d"].direction, heads["d"].query) == ("ascending", "?q=x&sort=-d")
    assert heads["name"].query == "?q=x"


def test_the_letters_of_disc_have_their_meaning() -> None:
    meanings = [head.meaning for head in headings(Asked(), with_tags=True) if head.meaning]
    assert meanings == ["Dominance", "Influence", "Steadiness", "Correctness"]
