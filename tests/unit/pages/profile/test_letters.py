"""The letters of a style, each in words or said to be unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.profile.letters import LEANINGS, letters
from webapp.people.dimensions import DIMENSIONS


def test_every_dimension_has_words_and_c_is_correctness() -> None:
    assert set(LEANINGS) == set(DIMENSIONS)
    assert letters("C").known == (("C", "Correctness", LEANINGS["c"]),)


@given(st.text(max_size=30))
def test_every_letter_is_in_one_of_the_two_and_only_once(style: str) -> None:
    found = letters(style)
    known = [letter for letter, _, _ in found.known]
    unknown = [letter for letter in found.unknown.split(", ") if letter]
    each = {letter for letter in style.upper() if not letter.isspace()}
    assert set(known) == each & set("DISC")
    assert "," in each or set(unknown) == each - set("DISC")
    assert len(known) == len(set(known))


@pytest.mark.parametrize(
    ("style", "known", "unknown"),
    [("sc", "SC", ""), ("DXD", "D", "X"), ("XZ", "", "X, Z"), ("D I", "DI", ""), (None, "", "")],
)
def test_a_style_is_taken_apart(style: str | None, known: str, unknown: str) -> None:
    found = letters(style)
    assert "".join(letter for letter, _, _ in found.known) == known
    assert found.unknown == unknown
