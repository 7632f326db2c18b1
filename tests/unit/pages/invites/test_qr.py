"""The code that is drawn is the one that was made, and only of what a browser may follow."""

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.invites.qr import QUIET, Code, code, is_web_address

LINK = "https://app.profile.test/a/kdjwq"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def dark(drawn: Code) -> set[tuple[int, int]]:
    """Every dark module, by its place in what is drawn."""
    assert RUN.sub("", drawn.path) == ""
    runs = [tuple(map(int, run)) for run in RUN.findall(drawn.path)]
    assert all(there == back for _, _, there, back in runs)
    return {(x + step, y) for x, y, length, _ in runs for step in range(length)}


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=300))
def test_every_module_is_where_the_code_has_it(rest: str) -> None:
    link = f"https://app.profile.test/{rest}"
    drawn = code(link)
    if drawn is None:
        assert not is_web_address(link)
        return

    rows = segno.make(link, error="m", micro=False).matrix
    expected = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert {(x - QUIET, y - QUIET) for x, y in dark(drawn)} == expected
    assert drawn.side == len(rows) + 2 * QUIET


def test_around_it_four_modules_stay_light() -> None:
    drawn = code(LINK)
    assert drawn is not None

    within = range(QUIET, drawn.side - QUIET)
    assert all(x in within and y in within for x, y in dark(drawn))


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//app.profile.test/a",
        "https:///a",
        "ftp://app.profile.test/a",
        "https://app.profile.test/a b",
        "https://app.profile.test/a\u202e",
        "https://[app",
        "mailto:somebody@profile.test",
    ],
)
def test_what_is_no_web_address_is_not_drawn(link: str) -> None:
    assert not is_web_address(link)
    assert code(link) is None


@pytest.mark.parametrize("link", [LINK, "http://127.0.0.1:8001/a", "HTTPS://app.profile.test"])
def test_a_web_address_is(link: str) -> None:
    assert is_web_address(link)


def test_what_is_longer_than_a_code_holds_is_left_undrawn() -> None:
    assert code(f"{LINK}?{'x' * 4000}") is None
