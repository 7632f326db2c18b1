"""Two dashboards, a proxy and a Valkey that fails over: what a person notices of what an operator
does, and of what breaks.
"""

import sys
import time
from collections.abc import Iterator

import pytest
import requests

from sandbox.seed import build
from sandbox.server import running
from tests.cluster.load import Load
from tests.cluster.topology import Topology, topology
from tests.support import caddy, consent
from tests.support.platform import PEOPLE
from tests.support.valkey import addresses
from tests.support.waiting import wait_until
from webapp.redis_connection import connect

pytestmark = pytest.mark.skipif(caddy.find() is None, reason=caddy.MISSING)

BROWSERS = 16
A_SECOND = 50
TOKEN_LIVES = 8
"""Seconds: each connection is renewed about every six."""
NEWS_TAKES = 1.0
"""Seconds, once all Sentinels name the new primary, after which everybody has asked one."""


@pytest.fixture(scope="module")
def shown() -> Iterator[Topology]:
    with running(build(PEOPLE)) as platform, topology(platform) as made:
        yield made


@pytest.fixture
def cookies(shown: Topology) -> list[str]:
    return [sign_in(shown) for _ in range(BROWSERS)]


def sign_in(shown: Topology) -> str:
    """With a browser of its own; returns its session cookie."""
    with requests.Session() as browser:
        browser.verify = shown.front.authority
        browser.trust_env = False  # else a bundle named there comes first
        begun = browser.post(f"{shown.front.origin}/sign-in", allow_redirects=False, timeout=20)
        callback = consent.answer(begun.headers["Location"])
        browser.get(callback, allow_redirects=False, timeout=20)
        return browser.cookies["__Host-dashboard-session"]


def page(shown: Topology, cookie: str, path: str = "/team") -> requests.Response:
    return requests.get(
        shown.front.origin + path,
        headers={"Cookie": f"__Host-dashboard-session={cookie}"},
        verify=shown.front.authority,
        allow_redirects=False,
        timeout=30,
    )


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


def test_a_rolling_restart_of_both_fails_no_request(
    shown: Topology, cookies: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    load = Load(shown.front, cookies, A_SECOND)
    with load.under_way():
        for dashboard in shown.dashboards:
            dashboard.stop()
            dashboard.start()

    say(capsys, f"rolling restart: {load.told()}")
    assert load.gone_wrong() == []


def test_every_key_has_an_end_and_a_session_takes_little(
    shown: Topology, cookies: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for cookie in cookies:
        assert page(shown, cookie).ok
    with connect(shown.valkey.url) as client:
        keys = addresses(client)
        assert [key for key in keys if client.ttl(key) == -1] == []
        sessions = [key for key in keys if key.startswith("session:")]
        size = sum(int(client.memory_usage(key) or 0) for key in keys) / len(sessions)
    say(capsys, f"memory: {size:.0f} bytes of Redis a session, all that goes with it included")
    assert size < 20_000


def test_a_primary_that_dies_in_the_midst_of_renewals_signs_nobody_out(
    shown: Topology, cookies: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The last of these: its primary does not come back."""
    ledger = shown.platform.world.ledger
    ledger.access_seconds = TOKEN_LIVES
    ledger.expire_access_tokens()
    load = Load(shown.front, cookies, A_SECOND)
    with load.under_way():
        wait_until(lambda: len(load.met) > 5 * A_SECOND, "pages before")
        ledger.expire_access_tokens()  # so that many are renewed in this very moment
        killed = time.monotonic()
        shown.valkey.primary.terminate()
        wait_until(shown.valkey.has_failed_over, "all Sentinels name the replica")
        served = time.monotonic()
        after = len(load.met)
        wait_until(lambda: len(load.met) > after + 10 * A_SECOND, "pages after", 60)

    wrong = load.gone_wrong()
    say(capsys, f"failover: no primary for {served - killed:.1f} s; {load.told()}")
    assert {met.status for met in wrong} <= {503}, wrong
    assert [met for met in wrong if met.ended < killed or met.began > served + NEWS_TAKES] == []
    ledger.expire_access_tokens()
    assert [page(shown, cookie).status_code for cookie in cookies] == [200] * BROWSERS
    assert [grant for grant in ledger.grants if grant.has_ended] == [], "a token was used twice"
