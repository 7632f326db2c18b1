"""A page that is still being drawn while its session or its tokens change under it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import Flask

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.page import Page
from tests.support.site import Site

PROFILES = "/api/v4/profiles"


@pytest.fixture
def slow(site: Site, app: Flask) -> Site:
    """The same browser, for the request that will be held up."""
    return _with_cookie(app, site.cookies()["dashboard-session"])


@contextmanager
def held(platform: Running, request: Callable[[], Page]) -> Iterator[Future[Page]]:
    """Start a request, hold it at the platform during the block, then see it to its end."""
    platform.world.witness.clear()
    platform.world.faults.add(Fault(Kind.SLOW, path=PROFILES, seconds=30, times=1))
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(request)
        platform.world.witness.wait_for(PROFILES)
        yield answer
        platform.world.faults.clear()
        answer.result(30)


def refreshes(platform: Running) -> int:
    return len(platform.world.witness.arrivals("/oauth/token", grant_type="refresh_token"))


def test_a_refresh_meanwhile_is_taken_over_and_never_undone(
    site: Site, slow: Site, platform: Running
) -> None:
    with held(platform, lambda: slow.get("/team")):
        platform.world.ledger.expire_access_tokens()
        site.get("/team")
        assert refreshes(platform) == 1

    assert refreshes(platform) == 1, "the slow request renewed a token that was already new"
    platform.world.ledger.expire_access_tokens()
    site.get("/team")
    assert refreshes(platform) == 2, "the rotated refresh token was lost"


def test_signing_out_meanwhile_stays_signed_out(site: Site, slow: Site, platform: Running) -> None:
    token = site.get("/team").field("csrf_token")
    with held(platform, lambda: slow.get("/team", status=302)):
        site.post("/sign-out", {"csrf_token": token})

    assert slow.get("/team", status=302)
    assert site.get("/team", status=302)


def test_signing_in_anew_meanwhile_leaves_the_old_session_id_dead(
    site: Site, slow: Site, app: Flask, platform: Running
) -> None:
    old = slow.cookies()["dashboard-session"]
    with held(platform, lambda: slow.get("/team", status=302)) as answer:
        site.sign_in()

    assert "Set-Cookie" not in answer.result().headers, "it would take the new cookie away"
    assert _with_cookie(app, old).get("/team", status=302)
    assert site.get("/team")


def _with_cookie(app: Flask, value: str) -> Site:
    site = Site(app)
    site.client.set_cookie("dashboard-session", value, domain="127.0.0.1")
    return site
