"""Taking the payload out, and never leaving a path."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api import NotFound, UnexpectedAnswer
from webapp.api.envelope import ACCOUNT, PROFILE, PROFILES, TAGS, unwrap


def test_each_payload_lies_under_its_own_key() -> None:
    keys = {"profiles": PROFILES, "profile": PROFILE, "tags": TAGS, "data": ACCOUNT}
    for key, endpoint in keys.items():
        body = msgspec.json.encode({"profiles": 0, "profile": 0, "tags": 0, "data": 0, key: 7})
        assert unwrap(body, endpoint, int) == 7


@pytest.mark.parametrize("extra", [{}, {"code": 500}, {"status": "error"}, {"code": "x"}])
def test_code_and_status_are_neither_required_nor_believed(extra: dict[str, object]) -> None:
    assert unwrap(msgspec.json.encode({"tags": [1], **extra}), TAGS, list[int]) == [1]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>private</html>",
        b'"private"',
        b"[]",
        b"{}",
        b'{"tags": null}',
        b'{"tags": "private"}',
        b'{"tags": [1',
        b'{"tags": ["\xff private"]}',
        b'{"private": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_any_other_body_is_an_unexpected_answer_that_does_not_repeat_it(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswer, match=r"^/tags: \S") as caught:
        unwrap(body, TAGS, list[str])
    assert "private" not in str(caught.value)
    assert caught.value.__cause__ is None


@given(st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True))
def test_an_id_becomes_the_last_step_of_the_path(item_id: str) -> None:
    assert PROFILE.path(item_id) == f"/profile/{item_id}"


@given(st.text())
def test_whatever_is_asked_for_never_leaves_the_path(item_id: str) -> None:
    try:
        path = PROFILE.path(item_id)
    except NotFound:
        return
    assert re.fullmatch(r"/profile/[A-Za-z0-9_-]{1,64}", path, re.ASCII)


@pytest.mark.parametrize(
    "item_id",
    ["", "..", "../tags", "a/b", "a?b", "a#b", "%2e%2e", "a%00", "a b", "a\n", "é", "٣", "a" * 65],
)
def test_what_cannot_be_an_id_is_not_found(item_id: str) -> None:
    with pytest.raises(NotFound):
        PROFILE.path(item_id)
