"""The dashboard's side of a sign-in at the wicked provider, and the browser between them."""

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from redis import Redis
from werkzeug.datastructures import MultiDict

from tests.support.wicked import Wicked
from tests.support.wicked_login import TOKENS
from webapp.auth.attempts import Attempts
from webapp.auth.discovery import Discovery
from webapp.auth.flow import Begun, Finished, SignInFlow
from webapp.auth.oauth_client import Timeout
from webapp.auth.sealing import Sealer
from webapp.auth.token_endpoint import TIMEOUT, TokenEndpoint
from webapp.auth.token_set import TokenSet
from webapp.bounded_http import Hosts
from webapp.settings import Settings, from_env

SECRET = "canary:%+/ä"
SCOPE = frozenset({"profiles:read"})
HASTE = (0.5, 0.5)
"""A second in all, for a provider that takes its time."""


class Visit:
    """One browser on its way between the dashboard and the provider."""

    def __init__(
        self,
        wicked: Wicked,
        redis: Redis,
        settings: Settings,
        timeout: Timeout = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.wicked = wicked
        self.redis = redis
        self.settings = settings
        discovery = Discovery(wicked.origin, Hosts(), clock)
        self.endpoint = TokenEndpoint(settings, discovery, timeout=timeout)
        attempts = Attempts(redis, Sealer(settings.secret_keys), "dashboard-")
        self.flow = SignInFlow(discovery, attempts, self.endpoint)
        self.cookies: dict[str, str] = {}

    def begin(self, *, joins: str = "", opener: str = "") -> str:
        """Press the button; returns the address at the provider."""
        begun = self.flow.begin(
            next_path="/team?q=ann", scope=SCOPE, cookies=self.cookies, joins=joins, opener=opener
        )
        return self.led(begun)

    def led(self, begun: Finished | Begun) -> str:
        """Take the cookies; returns the address at the provider."""
        assert isinstance(begun, Begun)
        self.cookies.update([begun.cookie])
        for name in begun.spent_cookies:
            del self.cookies[name]
        return begun.url

    def at_provider(self, url: str) -> "MultiDict[str, str]":
        """Go there and allow; returns what the callback gets."""
        back = requests.get(url, allow_redirects=False, timeout=20).headers["Location"]
        return MultiDict(parse_qsl(urlsplit(back).query))

    def finish(self, answer: "MultiDict[str, str]") -> Finished | Begun:
        """Come back."""
        return self.flow.finish(answer, self.cookies)

    def sign_in(self) -> TokenSet:
        """The whole way."""
        finished = self.finish(self.at_provider(self.begin()))
        assert isinstance(finished, Finished)
        return finished.token_set

    def refresh(self) -> TokenSet:
        """Renew tokens that were given earlier."""
        return self.endpoint.refresh(self.tokens(), self.endpoint.server())

    def tokens(self) -> TokenSet:
        """Tokens of an earlier sign-in at this provider."""
        return TokenSet.from_answer(TOKENS, now=0, issuer=self.wicked.origin, asked_scope=SCOPE)


@pytest.fixture
def wicked_settings(wicked: Wicked) -> Settings:
    """Settings of a dashboard at the wicked provider."""
    return from_env(
        {
            "PROFILE_API_URL": wicked.origin,
            "PROFILE_CLIENT_ID": "dash board",
            "PROFILE_CLIENT_SECRET": SECRET,
            "PUBLIC_URL": "https://dashboard.test",
            "REDIS_URL": "redis://127.0.0.1",
            "SECRET_KEYS": "canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA",
        }
    )


@pytest.fixture
def visit(wicked: Wicked, redis: Redis, wicked_settings: Settings) -> Visit:
    """A browser in which nobody is signed in."""
    return Visit(wicked, redis, wicked_settings)


@pytest.fixture
def hasty(wicked: Wicked, redis: Redis, wicked_settings: Settings) -> Visit:
    """The same, of a dashboard that waits for one second."""
    return Visit(wicked, redis, wicked_settings, HASTE)


@pytest.fixture
def posting(wicked: Wicked, redis: Redis, wicked_settings: Settings) -> Visit:
    """The same, of a dashboard whose credentials go into the form."""
    settings = replace(wicked_settings, client_auth="client_secret_post")
    return Visit(wicked, redis, settings)
