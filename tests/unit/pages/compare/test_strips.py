"""The strip: everybody with a score is on it, in sight, and nobody covers anybody."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.compare.differences import Entry, Scale
from webapp.pages.compare.strips import APART, LANE, LEFT, RIGHT, strip

SCORES = st.lists(st.none() | st.floats(min_value=-50, max_value=150), min_size=1, max_size=5)


def scale(scores: list[float | None]) -> Scale:
    entries = (Entry(mark, mark, value) for mark, value in zip("ABCDE", scores, strict=False))
    return Scale("Dominance", tuple(entries))


@given(SCORES)
def test_each_score_has_one_mark_at_its_place(scores: list[float | None]) -> None:
    drawn = strip(scale(scores))
    expected = {
        mark: round(LEFT + min(max(value, 0), 100) * (RIGHT - LEFT) / 100, 2)
        for mark, value in zip("ABCDE", scores, strict=False)
        if value is not None
    }
    assert {mark.letter: mark.x for mark in drawn.marks} == expected
    assert len(drawn.marks) == len(expected)


@given(SCORES)
def test_no_mark_covers_another_or_leaves_the_picture(scores: list[float | None]) -> None:
    drawn = strip(scale(scores))
    for place, one in enumerate(drawn.marks):
        assert LANE / 2 <= one.y <= drawn.axis - LANE / 2
        for other in drawn.marks[place + 1 :]:
            assert one.y != other.y or abs(one.x - other.x) >= APART


@given(SCORES)
def test_the_order_of_people_moves_no_place(scores: list[float | None]) -> None:
    there = strip(scale(scores))
    back = strip(scale(scores[::-1]))
    assert sorted(mark.x for mark in there.marks) == sorted(mark.x for mark in back.marks)
    assert there.height == back.height


def test_nobody_at_all_still_has_a_line() -> None:
    drawn = strip(scale([None, None]))
    assert (drawn.marks, drawn.axis) == ((), LANE)
