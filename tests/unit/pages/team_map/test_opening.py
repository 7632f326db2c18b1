"""Which lists are drawn: all of a small team's, the one asked for of a large one's."""

import pytest
from flask import Flask

from webapp.pages.team_map.opening import AT_ONCE, LONGEST, Opening
from webapp.people.query import Asked


def test_a_small_team_has_all_of_them() -> None:
    assert Opening("", AT_ONCE, Asked()).draws("d")


def test_a_large_team_has_the_one_that_is_asked_for() -> None:
    opening = Opening("d", AT_ONCE + 1, Asked())

    assert opening.draws("d")
    assert not opening.draws("i")


@pytest.mark.parametrize("question", [Asked(), Asked(q="ana & bo", tags=("1", "2"), style="DI")])
def test_the_address_of_a_list_keeps_the_question(question: Asked) -> None:
    query = Opening("", 1, question).query("focus-self & belief")
    with Flask(__name__).test_request_context(f"/{query}") as context:
        args = context.request.args

    assert args["open"] == "focus-self & belief"
    assert args.get("q", "") == question.q
    assert args.getlist("tag") == list(question.tags)


def test_a_list_ends_somewhere() -> None:
    opening = Opening("", 1, Asked())

    assert len(opening.listed(range(LONGEST + 1))) == LONGEST
    assert len(opening.listed(range(3))) == 3
