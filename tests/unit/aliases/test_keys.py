"""What may be an own id."""

import pytest

from webapp.aliases import LONGEST, KeyRefused, checked


@pytest.mark.parametrize("typed", ["hr-1", " hr-1 ", "x" * LONGEST, "מס-7", "a b", "0", "'a"])
def test_what_can_be_seen_is_taken_without_the_space_around_it(typed: str) -> None:
    assert checked(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    ["", " ", "a\tb", "a\nb", "a\u202eb", "a\0b", "x" * (LONGEST + 1), "=1", "+1", "-1", "@1"],
)
def test_what_cannot_be_seen_is_too_long_or_a_formula_is_not(typed: str) -> None:
    with pytest.raises(KeyRefused) as refused:
        checked(typed)
    assert refused.value.advice


@pytest.mark.parametrize("was", ["=1", " spaced ", "x" * 200, "a\tb"])
def test_one_that_stays_as_it_was_stays_exactly_so(was: str) -> None:
    assert checked(was.strip(), was) == was
