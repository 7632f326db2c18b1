"""Who a token belongs to, as far as the provider says so; a sign-in never fails for it."""

import logging

import msgspec
import pytest

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_visit import Visit
from tests.support.wicked_wire import RESET, SILENCE, dripping_body, half

ENDED = {"active": False, "sub": "person-1"}
LIVE = b'{"active": true, "sub": "person-1"}'


def test_the_subject_of_a_live_token_is_learnt(wicked: Wicked, visit: Visit) -> None:
    assert visit.endpoint.subject(visit.tokens()) == "person-1"

    (call,) = wicked.asked("/introspect")
    assert call.fields == {"token": "canary-access", "token_type_hint": "access_token"}
    assert call.headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    "answer",
    [
        ENDED,
        {"active": "true", "sub": "person-1"},
        {"active": 1, "sub": "person-1"},
        {"sub": "person-1"},
        {"active": True, "sub": ""},
        {"active": True, "sub": "x" * 256},
        {"active": True, "sub": 7},
        {"active": True, "sub": "half \ud800"},
        Answer(400, {"active": True, "sub": "person-1"}),
        Answer(302, {"active": True, "sub": "person-1"}, {"Location": "/elsewhere"}),
        Answer(401, {"error": "invalid_client"}),
        Answer(200, {"error": "canary-access"}),
        Answer(200, b"canary-access"),
        Answer(200, [True]),
        Answer(429, b""),
        Answer(500, b""),
        SILENCE,
        RESET,
        half(LIVE),
        dripping_body(LIVE),
    ],
    ids=[
        *("not active", "active as text", "active as number", "without active", "empty sub"),
        *(
            "endless sub",
            "sub is a number",
            "half a character",
            "400",
            "redirect",
            "invalid_client",
            "odd error",
        ),
        *("not JSON", "not an object", "429", "5xx", "slow", "reset", "half", "dripping"),
    ],
)
def test_an_introspection_that_misbehaves_tells_nobody_and_stops_nothing(
    wicked: Wicked,
    visit: Visit,
    answer: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    wicked.does["/introspect"] = answer

    assert visit.endpoint.subject(visit.tokens()) is None

    assert len(wicked.asked("/introspect")) == 1
    assert wicked.asked("/elsewhere") == []
    assert "canary" not in caplog.text
    assert ("Who signed in could not be learnt" in caplog.text) == (answer is not ENDED)


def test_a_token_without_a_subject_is_nobodys(wicked: Wicked, visit: Visit) -> None:
    wicked.does["/introspect"] = {"active": True}

    assert visit.endpoint.subject(visit.tokens()) is None


def test_where_no_introspection_is_offered_none_is_tried(wicked: Wicked, visit: Visit) -> None:
    del wicked.metadata["introspection_endpoint"]

    assert visit.endpoint.subject(visit.tokens()) is None
    assert wicked.asked("/introspect") == []


def test_a_token_is_never_shown_to_another_authorization_server(
    wicked: Wicked, visit: Visit
) -> None:
    foreign = msgspec.structs.replace(visit.tokens(), issuer="https://other.test")

    assert visit.endpoint.subject(foreign) is None
    assert wicked.asked("/introspect") == []


def test_a_login_that_is_away_tells_nobody(wicked: Wicked, visit: Visit) -> None:
    tokens = visit.tokens()
    wicked.does.clear()

    assert visit.endpoint.subject(tokens) is None
