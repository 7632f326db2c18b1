"""A login that answers nobody holds up half of the threads that answer requests, and no more."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.support.dashboard import environment
from tests.support.far_login import FarLogin
from tests.support.proxy import Kind
from webapp import turns
from webapp.auth.errors import LoginUnavailable
from webapp.auth.oauth_client import OAuthClient
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
        with pytest.raises(LoginUnavailable, match="Too many wait"):
            client.post(url, (5.0, 20.0), {"token": "invented"})
        held.let_go()
        assert first.result() == {"active": False}

    assert client.post(url, (5.0, 20.0), {"token": "invented"}) == {"active": False}
