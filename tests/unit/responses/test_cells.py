"""No text of anybody's is calculated by a spreadsheet, and harmless text stays as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile_names import FORMULAS, HARMLESS
from webapp.responses.cells import inert

INVISIBLE = st.text(st.characters(categories=("Cc", "Cf", "Zs", "Zl", "Zp")), max_size=4)
FULL_WIDTH = tuple(chr(ord(sign) + 0xFEE0) for sign in "=+-@|%")
SIGNS = st.sampled_from((*"=+-@|%", *FULL_WIDTH))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_may_be_a_formula_has_an_apostrophe_in_front(text: str) -> None:
    assert inert(text) == f"'{text}"


@given(INVISIBLE, SIGNS, st.text())
def test_nothing_that_cannot_be_seen_lets_a_formula_through(
    unseen: str, sign: str, rest: str
) -> None:
    assert inert(unseen + sign + rest).startswith("'")


@pytest.mark.parametrize("text", ["", *HARMLESS])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@given(st.text())
def test_all_of_a_text_is_kept_and_no_dangerous_sign_comes_first(text: str) -> None:
    cell = inert(text)

    assert cell in (text, f"'{text}")
    assert not re.match(r"\s*[=+\-@|%]|[\t\r\n]", cell)
    assert inert(cell) == cell
