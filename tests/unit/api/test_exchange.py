"""One exchange: what is tried again, what is logged, and what no failure shows."""

import logging
import traceback
from http.client import BadStatusLine, RemoteDisconnected

import pytest
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)

from tests.unit.api.pool import ScriptedPool, answer, stored
from webapp.api import (
    ApiError,
    NoAnswer,
    NotAsked,
    PlatformApi,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.exchange import Request, exchange
from webapp.api.limits import ANSWERING, Limits
from webapp.deadlines import Deadline, NotBegun

BROKEN = ProtocolError("Connection aborted.", RemoteDisconnected("closed"))
RESET = ProtocolError("Connection aborted.", ConnectionResetError(104, "reset"))
LATE = ReadTimeoutError(ScriptedPool(), "/", "late")
GARBLED = ProtocolError("Connection aborted.", BadStatusLine("nonsense"))


@pytest.mark.parametrize("broken", [BROKEN, RESET])
def test_a_connection_that_broke_before_an_answer_is_tried_once_more(
    broken: Exception, platform: PlatformApi, pool: ScriptedPool
) -> None:
    pool.script = [broken, stored("account")]
    assert platform.account.read().name == "Harbour & Wren"

    pool.asked, pool.script = [], [broken]
    with pytest.raises(Unavailable):
        platform.account.read()
    assert len(pool.asked) == 2


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (LATE, TooSlow),
        (NewConnectionError(HTTPConnection("a.test"), "refused"), Unavailable),
        (ConnectTimeoutError(HTTPConnection("a.test"), "late"), TooSlow),
        (SSLError("bad certificate"), NoAnswer),
        (GARBLED, NoAnswer),
        (HTTPError("whatever else"), NoAnswer),
    ],
)
def test_any_other_failure_is_not_tried_again(
    failure: Exception, kind: type[ApiError], platform: PlatformApi, pool: ScriptedPool
) -> None:
    pool.script = [failure]
    with pytest.raises(kind) as caught:
        platform.account.read()
    assert type(caught.value) is kind
    assert len(pool.asked) == 1


def test_what_is_not_safe_to_send_twice_is_not_sent_twice(pool: ScriptedPool) -> None:
    pool.script = [BROKEN, stored("account")]
    with pytest.raises(Unavailable):
        exchange(pool, Request("POST", "/profile", "/api/v4/profile"), {}, Limits())
    assert len(pool.asked) == 1


def test_an_answer_given_up_half_way_is_closed(pool: ScriptedPool) -> None:
    huge = answer(b" " * 1_000_000)
    pool.script = [huge]
    with pytest.raises(UnexpectedAnswer):
        exchange(pool, Request("GET", "/account", "/api/v4/account"), {}, Limits(size=10))
    assert huge.closed


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_status_is_not_tried_again(
    status: int, platform: PlatformApi, pool: ScriptedPool
) -> None:
    pool.script = [answer(b"", status)]
    with pytest.raises(ApiError):
        platform.account.read()
    assert len(pool.asked) == 1


def test_each_exchange_is_one_line_without_ids_tokens_or_query(
    platform: PlatformApi, pool: ScriptedPool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pool.script = [answer({"profiles": []}), stored("profile_complete"), GARBLED, LATE]
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
    status: int, platform: PlatformApi, pool: ScriptedPool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(_: str) -> HTTPResponse:
        return answer({"message": f"Refused: {pool.asked[-1][2]['Authorization']}"}, status)

    pool.script = [echo]
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
    limits: Limits, answers_briefly: bool, connects_briefly: bool, pool: ScriptedPool
) -> None:
    """Neither by a host that does not answer in that time, nor by one that is not reached in it."""
    unreached = ConnectTimeoutError(HTTPConnection("a.test"), "late")
    for late, was_brief in ((LATE, answers_briefly), (unreached, connects_briefly)):
        pool.script = [late]
        with pytest.raises(TooSlow) as told:
            exchange(pool, Request("GET", "/account", "/account"), {}, limits)
        assert told.value.was_brief is was_brief


def test_where_no_thread_is_to_be_had_nothing_is_sent_and_that_is_said(
    pool: ScriptedPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(*_: object) -> None:
        raise NotBegun

    monkeypatch.setattr(Deadline, "__enter__", no_thread)

    with pytest.raises(NotAsked) as told:
        exchange(pool, Request("DELETE", "/tag/{id}", "/tag/1"), {}, Limits())

    assert (pool.asked, told.value.was_sent) == ([], False)
