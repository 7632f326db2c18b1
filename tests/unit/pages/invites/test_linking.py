"""What a link to share brings with it, and what the form says where there is none."""

import pytest

from webapp.api import ApiError, Conflict, NotOffered, Rejected, TooMany, TooSlow, Unavailable
from webapp.api.tags import Tag
from webapp.pages.invites.linking import kept, made, refused, wish
from webapp.pending_invites import ShareLink


def test_a_tag_is_meant_once_and_spaces_around_an_own_id_by_nobody() -> None:
    sent = wish(["b", "a", "b"], "  hr-1 ")

    assert (sent.tags, sent.own_id, sent.advice) == (("b", "a"), "hr-1", "")


@pytest.mark.parametrize("typed", ["x" * 201, "a\x00b", "a\u202eb"])
def test_an_own_id_that_cannot_be_one_is_advised_upon(typed: str) -> None:
    sent = wish([], typed)

    assert sent.advice
    assert sent.status == 422
    assert sent.own_id == typed


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (Conflict("customId is used"), 409, "Somebody has this own id already."),
        (Rejected('unknown tag "x"'), 422, "Profile says: “unknown tag"),
        (TooMany(40), 429, "Wait 40 seconds"),
        (TooMany(), 429, "Wait a moment"),
        (NotOffered(), 502, "no links to share"),
        (Unavailable(), 502, "safe to press the button again"),
        (TooSlow(), 504, "safe to press the button again"),
    ],
)
def test_each_refusal_is_told_and_what_was_typed_stays(
    error: ApiError, status: int, said: str
) -> None:
    shown = refused(wish(["a"], "hr-1"), error)

    assert said in shown.note + shown.advice
    assert (shown.status, shown.tags, shown.own_id) == (status, ("a",), "hr-1")


def test_labels_are_told_of_the_tags_that_were_chosen() -> None:
    tags = [Tag(id="a", label="Zeta"), Tag(id="b", label="alpha"), Tag(id="c", label="Other")]

    assert kept("https://x.test", wish(["a", "b"], ""), tags).tags == ("alpha", "Zeta")
    assert kept("https://x.test", wish(["a"], ""), None).tags == ()


def test_what_is_no_address_is_neither_a_link_nor_a_code() -> None:
    shown = made(ShareLink("javascript:alert(1)"))

    assert shown is not None
    assert not shown.is_link
    assert shown.code is None
    assert made(None) is None
