"""One exchange: what is tried again, what is logged, and what no failure shows."""

import logging
import traceback

import pytest

from tests.unit.api.host import (
    BROKE,
    BROKE_OFF,
    GARBLED,
    LATE,
    NOBODY_THERE,
    UNREACHED,
    UNTRUSTED,
    ScriptedHost,
    answer,
    stored,
)
from webapp.api import ApiError, NoAnswer, PlatformApi, TooSlow, Unavailable, UnexpectedAnswer
from webapp.api.exchange import Request, exchange
from webapp.bounded_http import ANSWERING, Answer, HttpFailure, Limits, TooLarge


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (LATE, TooSlow),
        (UNREACHED, TooSlow),
        (NOBODY_THERE, Unavailable),
        (UNTRUSTED, Unavailable),
        (BROKE, NoAnswer),
        (BROKE_OFF, NoAnswer),
        (GARBLED, UnexpectedAnswer),
        (TooLarge("a.test: too large", status=200), UnexpectedAnswer),
    ],
)
def test_each_failure_of_the_wire_has_a_meaning_and_is_not_tried_again(
    failure: HttpFailure, kind: type[ApiError], platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [failure]
    with pytest.raises(kind) as caught:
        platform.account.read()
    assert type(caught.value) is kind
    assert len(host.asked) == 1
    if isinstance(caught.value, Unavailable):
        assert caught.value.was_sent is failure.was_sent


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_status_is_not_tried_again(
    status: int, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", status)]
    with pytest.raises(ApiError):
        platform.account.read()
    assert len(host.asked) == 1


def test_each_exchange_is_one_line_without_ids_tokens_or_query(
    platform: PlatformApi, host: ScriptedHost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    host.script = [answer({"profiles": []}), stored("profile_complete"), BROKE, LATE]
    platform.profiles.every()
    platform.profiles.one("somebody")
    for _ in range(2):
        with pytest.raises(Unavailable):
            platform.account.read()
    lines = [line.rsplit(" in ", 1)[0] for line in caplog.messages]
    assert lines == [
        "GET /profiles -> 200",
        "GET /profile/{id} -> 200",
        "GET /account -> failed",
        "GET /account -> too slow",
    ]


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 500])
def test_no_failure_shows_the_token(
    status: int, platform: PlatformApi, host: ScriptedHost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(_: str) -> Answer:
        return answer({"message": f"Refused: {host.asked[-1][2]['Authorization']}"}, status)

    host.script = [echo]
    with pytest.raises(ApiError) as caught:
        platform.account.read()
    said = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    assert "canary-token" not in said + repr(caught.value)
    assert "canary-token" not in caplog.text


@pytest.mark.parametrize(
    ("limits", "answers_briefly", "connects_briefly"),
    [
        (Limits(), False, False),
        (Limits(read=ANSWERING, whole=ANSWERING), False, False),
        (Limits(read=ANSWERING - 1), True, False),
        (Limits(whole=ANSWERING - 1), True, False),
        (Limits(connect=1), False, True),
    ],
)
def test_who_did_not_wait_long_learns_nothing_of_the_host(
    limits: Limits, answers_briefly: bool, connects_briefly: bool, host: ScriptedHost
) -> None:
    """Neither by a host that does not answer in that time, nor by one that is not reached in it."""
    for late, was_brief in ((LATE, answers_briefly), (UNREACHED, connects_briefly)):
        host.script = [late]
        with pytest.raises(TooSlow) as told:
            exchange(host, Request("GET", "/account", "/account"), {}, limits)
        assert told.value.was_brief is was_brief
