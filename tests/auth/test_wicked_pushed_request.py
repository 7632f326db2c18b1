"""Requests that are pushed ahead of the browser, and answers to them that are none."""

import base64
from urllib.parse import parse_qsl, quote_plus, urlsplit

import pytest

from tests.support.valkey import addresses
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_visit import SCOPE, SECRET, Visit
from webapp.auth.errors import (
    AuthError,
    ClientRefused,
    LoginBusy,
    LoginUnavailable,
    Misplaced,
    RequestRefused,
)


def query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def test_a_pushed_request_carries_all_and_the_browser_only_its_name(
    wicked: Wicked, visit: Visit
) -> None:
    wicked.offers_pushing()

    url = visit.begin()

    (pushed,) = wicked.asked("/par")
    assert query(url) == {"client_id": "dash board", "request_uri": "urn:request:0"}
    assert pushed.fields.pop("state")
    assert pushed.fields.pop("code_challenge")
    assert pushed.fields == {
        "response_type": "code",
        "response_mode": "query",
        "client_id": "dash board",
        "redirect_uri": "https://dashboard.test/sign-in/callback",
        "scope": " ".join(SCOPE),
        "code_challenge_method": "S256",
        "resource": wicked.origin,
    }


def test_a_sign_in_whose_request_was_pushed_can_be_finished(wicked: Wicked, visit: Visit) -> None:
    wicked.offers_pushing()

    assert visit.sign_in().access_token


def test_a_pushed_request_is_authenticated_as_every_call_is(
    wicked: Wicked, visit: Visit, posting: Visit
) -> None:
    wicked.offers_pushing()
    visit.begin()
    posting.begin()

    basic, posted = wicked.asked("/par")
    sent = base64.b64decode(basic.headers["Authorization"].removeprefix("Basic ")).decode()
    assert sent == f"dash+board:{quote_plus(SECRET)}"
    assert "client_secret" not in basic.fields
    assert (posted.fields["client_id"], posted.fields["client_secret"]) == ("dash board", SECRET)
    assert posted.encoded.count("client_id=") == 1
    assert "Authorization" not in posted.headers


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(201, {"expires_in": 60}), LoginUnavailable),
        (Answer(201, {"request_uri": "", "expires_in": 60}), LoginUnavailable),
        (Answer(201, {"request_uri": "x" * 5000, "expires_in": 60}), LoginUnavailable),
        (Answer(201, {"request_uri": "urn:x", "expires_in": 0}), LoginUnavailable),
        (Answer(201, {"request_uri": "urn:x", "expires_in": -1}), LoginUnavailable),
        (Answer(201, b"<html>canary"), Misplaced),
        (Answer(404, b""), Misplaced),
        (Answer(307, {"request_uri": "urn:x"}, {"Location": "/elsewhere"}), Misplaced),
        (Answer(429, b""), LoginBusy),
        (Answer(503, {"error": "invalid_client"}), LoginBusy),
        (Answer(401, {"error": "invalid_client"}), ClientRefused),
        (Answer(400, {"error": "invalid_request"}), RequestRefused),
        (Answer(400, {"error": "invalid_scope"}), RequestRefused),
    ],
    ids=[
        *("without request_uri", "empty request_uri", "endless request_uri"),
        *("expired", "long expired", "not JSON", "not found", "redirect", "429", "5xx"),
        *("invalid_client", "invalid_request", "invalid_scope"),
    ],
)
def test_a_push_that_fails_begins_nothing_and_is_never_done_without(
    wicked: Wicked, visit: Visit, answer: Answer, expected: type[AuthError]
) -> None:
    wicked.offers_pushing()
    wicked.does["/par"] = answer

    with pytest.raises(AuthError) as refusal:
        visit.begin()

    assert refusal.type is expected
    assert "canary" not in str(refusal.value)
    assert len(wicked.asked("/par")) == 1
    assert wicked.asked("/elsewhere") == []
    assert addresses(visit.redis) == []


@pytest.mark.parametrize(
    "answer", [{"request_uri": "urn:x"}, {"request_uri": "urn:x", "expires_in": "60"}]
)
def test_a_push_that_is_answered_a_little_loosely_is_taken(
    wicked: Wicked, visit: Visit, answer: object
) -> None:
    wicked.offers_pushing()
    wicked.does["/par"] = answer

    assert query(visit.begin())["request_uri"] == "urn:x"


def test_an_address_that_already_has_a_query_keeps_it(wicked: Wicked, visit: Visit) -> None:
    wicked.offers_pushing()
    wicked.metadata["authorization_endpoint"] += "?tenant=7"

    assert query(visit.begin()).keys() == {"tenant", "client_id", "request_uri"}
