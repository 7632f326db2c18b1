"""What a token endpoint may answer, in place of tokens or with them; asked once, and no more."""

import gzip
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, OnTheWire
from tests.support.wicked_login import TOKENS
from tests.support.wicked_visit import SCOPE, Visit
from tests.support.wicked_wire import (
    DRIP_SECONDS,
    RESET,
    SILENCE,
    dripping_body,
    dripping_head,
    half,
    swollen,
)
from webapp.auth.errors import (
    AnswerRefused,
    AuthError,
    ClientRefused,
    GrantEnded,
    LoginBusy,
    LoginUnavailable,
    Misplaced,
    RequestRefused,
)
from webapp.auth.one_call import LARGEST_ANSWER

GOOD = json.dumps(TOKENS).encode()
BOMB = gzip.compress(b" " * (20 << 20) + GOOD)
PACKED = {"Content-Encoding": "gzip"}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in TOKENS.items() if key != name}


MISDEEDS: dict[str, tuple[Answer, type[AuthError]]] = {
    "without access_token": (Answer(body=without("access_token")), AnswerRefused),
    "empty access_token": (Answer(body={**TOKENS, "access_token": ""}), AnswerRefused),
    "access_token is no text": (Answer(body={**TOKENS, "access_token": ["x"]}), AnswerRefused),
    "without token_type": (Answer(body=without("token_type")), AnswerRefused),
    "token_type not bearer": (Answer(body={**TOKENS, "token_type": "mac"}), AnswerRefused),
    "error beside tokens": (Answer(200, {**TOKENS, "error": "odd"}), AnswerRefused),
    "invalid_grant beside tokens": (
        Answer(200, {**TOKENS, "error": "invalid_grant"}),
        AnswerRefused,
    ),
    "error in a 200": (Answer(200, {"error": "odd"}), RequestRefused),
    "invalid_grant in a 200": (Answer(200, {"error": "invalid_grant"}), GrantEnded),
    "invalid_grant": (Answer(400, {"error": "invalid_grant"}), GrantEnded),
    "invalid_client": (Answer(401, {"error": "invalid_client"}), ClientRefused),
    "unauthorized_client": (Answer(400, {"error": "unauthorized_client"}), ClientRefused),
    "invalid_scope": (Answer(400, {"error": "invalid_scope"}), RequestRefused),
    "odd error": (Answer(400, {"error": ["canary"]}), RequestRefused),
    "server_error": (Answer(400, {"error": "server_error"}), LoginUnavailable),
    "tokens in a 400": (Answer(400, TOKENS), LoginUnavailable),
    "tokens in a 403": (Answer(403, TOKENS), LoginUnavailable),
    "tokens in a 302": (Answer(302, TOKENS, {"Location": "/elsewhere"}), Misplaced),
    "tokens in a 404": (Answer(404, TOKENS), Misplaced),
    "tokens in a 500": (Answer(500, TOKENS), LoginUnavailable),
    "not found": (Answer(404, b"Not found"), Misplaced),
    "not allowed": (Answer(405, b""), Misplaced),
    "gone": (Answer(410, b""), Misplaced),
    "not JSON": (Answer(200, b"<html>canary</html>"), Misplaced),
    "not an object": (Answer(200, [TOKENS]), Misplaced),
    "not text": (Answer(200, b"\xff\xfe{"), Misplaced),
    "deep": (Answer(200, b"[" * 100_000), Misplaced),
    "nothing": (Answer(200, b""), Misplaced),
    "5xx": (Answer(500, b"invalid_grant"), LoginUnavailable),
    "5xx with invalid_grant": (Answer(503, {"error": "invalid_grant"}), LoginBusy),
    "429": (Answer(429, b"slow down"), LoginBusy),
    "429 with invalid_grant": (Answer(429, {"error": "invalid_grant"}), LoginBusy),
    "packed, but is not": (Answer(200, GOOD, PACKED), LoginUnavailable),
    "huge when unpacked": (Answer(200, BOMB, PACKED), LoginUnavailable),
}


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_every_answer_means_one_thing_is_asked_once_and_never_repeated_to_anybody(
    wicked: Wicked, visit: Visit, misdeed: str
) -> None:
    wicked.does["/token"], expected = MISDEEDS[misdeed]
    wicked.does["/elsewhere"] = TOKENS

    with pytest.raises(AuthError) as refusal:
        visit.refresh()

    assert refusal.type is expected
    assert "canary" not in str(refusal.value)
    assert len(wicked.asked("/token")) == 1
    assert wicked.asked("/elsewhere") == []


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_a_code_is_offered_once_whatever_is_answered(
    wicked: Wicked, visit: Visit, misdeed: str
) -> None:
    answer = visit.at_provider(visit.begin())
    wicked.does["/token"], expected = MISDEEDS[misdeed]
    wicked.does["/elsewhere"] = TOKENS

    with pytest.raises(AuthError) as refusal:
        visit.finish(answer)

    assert refusal.type is (AnswerRefused if expected is GrantEnded else expected)
    assert len(wicked.asked("/token")) == 1
    assert wicked.asked("/elsewhere") == []


@pytest.mark.parametrize(
    "act",
    [
        SILENCE,
        RESET,
        half(GOOD),
        dripping_head(GOOD),
        dripping_body(GOOD),
        swollen(GOOD, LARGEST_ANSWER),
    ],
    ids=["slow", "reset", "half an answer", "dripping head", "dripping body", "huge body"],
)
@pytest.mark.parametrize("path", ["/token", "/par", "/revoke"])
def test_what_is_no_whole_answer_in_time_is_none(
    wicked: Wicked, hasty: Visit, act: OnTheWire, path: str
) -> None:
    """And it is not asked for again: nobody knows what became of the first."""
    wicked.offers_pushing()
    wicked.does[path] = act
    ask: dict[str, Callable[[], object]] = {
        "/token": hasty.refresh,
        "/par": hasty.begin,
        "/revoke": lambda: hasty.endpoint.revoke(hasty.tokens()),
    }

    started = time.monotonic()
    with pytest.raises(LoginUnavailable) as refusal:
        ask[path]()

    assert time.monotonic() - started < DRIP_SECONDS / 2
    assert "canary" not in str(refusal.value)
    assert len(wicked.asked(path)) == 1


def test_an_answer_just_within_its_bound_is_taken(wicked: Wicked, hasty: Visit) -> None:
    wicked.does["/token"] = swollen(GOOD, LARGEST_ANSWER - len(GOOD))

    assert hasty.refresh().access_token == TOKENS["access_token"]


@pytest.mark.parametrize("kind", ["basic", "posted"])
def test_a_refused_client_is_not_tried_with_another_style(
    wicked: Wicked, visit: Visit, posting: Visit, kind: str
) -> None:
    wicked.does["/token"] = Answer(401, {"error": "invalid_client"})
    side = visit if kind == "basic" else posting

    with pytest.raises(ClientRefused):
        side.refresh()

    (call,) = wicked.asked("/token")
    assert ("Authorization" in call.headers) == (kind == "basic")
    assert ("client_secret" in call.fields) == (kind == "posted")


WITHOUT_ANOTHER = {
    "left out": without("refresh_token"),
    "null": {**TOKENS, "refresh_token": None},
    "empty": {**TOKENS, "refresh_token": ""},
}


@pytest.mark.parametrize("told", WITHOUT_ANOTHER)
def test_a_refresh_that_names_no_other_refresh_token_keeps_the_old_one(
    wicked: Wicked, visit: Visit, told: str
) -> None:
    wicked.does["/token"] = WITHOUT_ANOTHER[told]

    assert visit.refresh().refresh_token == TOKENS["refresh_token"]


@pytest.mark.parametrize("told", WITHOUT_ANOTHER)
def test_a_sign_in_without_a_refresh_token_has_none(
    wicked: Wicked, visit: Visit, told: str
) -> None:
    wicked.does["/token"] = WITHOUT_ANOTHER[told]

    assert visit.sign_in().refresh_token is None


SCOPES = {
    "none": (None, SCOPE),
    "narrower": ("", frozenset()),
    "wider": ("profiles:read account:write", {"profiles:read", "account:write"}),
    "other": ("tags:manage", {"tags:manage"}),
}


@pytest.mark.parametrize("told", SCOPES)
def test_the_scope_of_a_token_answer_is_believed_as_told(
    wicked: Wicked, visit: Visit, told: str
) -> None:
    """Narrower or wider than asked for: the platform knows what it granted, we do not."""
    scope, granted = SCOPES[told]
    wicked.does["/token"] = TOKENS if scope is None else {**TOKENS, "scope": scope}

    assert visit.sign_in().scope == granted
    assert visit.refresh().scope == granted


def test_a_refresh_asks_for_no_scope(wicked: Wicked, visit: Visit) -> None:
    """So it can never ask for more than was granted (RFC 6749 section 6)."""
    visit.refresh()

    (call,) = wicked.asked("/token")
    assert "scope" not in call.fields
