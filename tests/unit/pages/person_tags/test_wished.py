"""What the form of a person's tags asks for."""

import pytest

from webapp.pages.person_tags.wished import wished
from webapp.tagging import Membership

DRAWN = '{"7": "Remote", "8": "Night shift"}'


def test_a_tag_that_was_offered_is_one_that_they_did_not_have() -> None:
    wish = wished({"add": "7", "drawn": DRAWN}, "me")

    assert wish == Membership("7", "Remote", add=("me",), had=frozenset())


def test_a_tag_that_could_be_removed_is_one_that_they_had() -> None:
    wish = wished({"remove": "8", "drawn": DRAWN}, "me")

    assert wish == Membership("8", "Night shift", remove=("me",), had=frozenset({"me"}))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"add": "", "drawn": DRAWN},
        {"add": "9", "drawn": DRAWN},
        {"add": "7"},
        {"add": "7", "drawn": "{"},
        {"add": "7", "remove": "8", "drawn": DRAWN},
    ],
    ids=["nothing", "no choice", "another tag", "no labels", "no JSON", "both"],
)
def test_a_form_that_was_not_drawn_so_asks_for_nothing(fields: dict[str, str]) -> None:
    assert wished(fields, "me") is None
