"""A login that answers nobody holds up half of the threads that answer requests, and no more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

import pytest
from redis import Redis

from tests.support.connected import connected, refreshes
from tests.support.dashboard import environment
from tests.support.far_login import FarLogin
from tests.support.proxy import Kind, Toxic
from tests.support.waiting import wait_until
from webapp import turns
from webapp.auth import sign_out as ending
from webapp.auth.errors import LoginBusy, LoginUnavailable
from webapp.auth.oauth_client import OAuthClient
from webapp.auth.sign_out import Leaving, sign_out
from webapp.auth.token_set import TokenSet
from webapp.services import Services, build_services
from webapp.settings import from_env


def test_others_are_told_at_once_while_too_many_wait_for_the_login(
    far: FarLogin, valkey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    settings = replace(from_env(environment(far.platform, valkey)), threads=2)
    client, url = OAuthClient(settings, lambda: None), f"{far.platform.login_url}/oauth/introspect"
    held = far.hold(Kind.HOLD_ANSWER, b"POST /oauth/introspect")
    with ThreadPoolExecutor() as browsers:
        first = browsers.submit(client.post, url, (5.0, 20.0), {"token": "invented"})
        held.wait()
        with pytest.raises(LoginBusy, match="Too many wait"):
            client.post(url, (5.0, 20.0), {"token": "invented"})
        held.let_go()
        assert first.result() == {"active": False}

    assert client.post(url, (5.0, 20.0), {"token": "invented"}) == {"active": False}


class Busy(NamedTuple):
    """A dashboard whose every turn at the login is taken, and what takes it."""

    services: Services
    tokens: TokenSet
    held: Toxic


@pytest.fixture
def busy(
    far: FarLogin, valkey: str, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Busy]:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    settings = replace(from_env(environment(far.platform, valkey)), threads=2)
    services = build_services(settings)
    tokens = connected(services)
    held = far.hold(Kind.HOLD_ANSWER, b"POST /oauth/introspect")
    with ThreadPoolExecutor() as browsers:
        first = browsers.submit(services.endpoint.subject, tokens)
        held.wait()
        yield Busy(services, tokens, held)
        held.let_go()
        first.result()


def test_a_renewal_that_was_never_sent_is_not_told_as_an_interruption(
    far: FarLogin, busy: Busy
) -> None:
    services = busy.services
    token_key = services.tokens.add(busy.tokens)
    with pytest.raises(LoginUnavailable, match="Too many wait"):
        services.keeper(token_key).renew(busy.tokens.access_token)

    stored = services.tokens.load(token_key)

    assert stored is not None
    assert stored.token_set.in_flight_since is None
    assert refreshes(far.platform) == 0


def test_a_sign_out_is_told_to_profile_once_its_turn_comes(
    far: FarLogin, busy: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = busy.services
    monkeypatch.setattr(ending, "PATIENCE", 0.3)
    sign_out(services.tokens, services.endpoint, [Leaving("invented", busy.tokens)])
    busy.held.let_go()

    revocations = far.platform.world.witness.arrivals
    wait_until(lambda: bool(revocations("/oauth/revoke", status=200)), "Profile is told")


def test_a_sign_out_whose_turn_never_comes_is_noted_in_the_log(
    busy: Busy, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    services = busy.services
    monkeypatch.setattr(ending, "PATIENCE_BEHIND", 0.01)
    sign_out(services.tokens, services.endpoint, [Leaving("invented", busy.tokens)])

    assert "Profile did not confirm: Too many wait for Profile's login." in caplog.text
