"""A fresh connection without a browser session: a person who has just allowed the dashboard in."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

import pytest
from redis import Redis
from werkzeug.datastructures import MultiDict

from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from webapp.auth.flow import Finished
from webapp.auth.token_set import TokenSet
from webapp.services import Services, build_services
from webapp.settings import Settings


def connected(
    services: Services, wish: Consent | None = None, scope: Sequence[str] = ("profiles:read",)
) -> TokenSet:
    """Go the whole way through Profile's pages; returns the tokens, not stored yet."""
    begun = services.flow.begin(next_path="/", scope=scope, cookies={})
    answer = parse_qsl(urlsplit(consent.answer(begun.url, wish)).query)
    finished = services.flow.finish(MultiDict(answer), dict([begun.cookie]))
    assert isinstance(finished, Finished)
    return finished.token_set


def refreshes(platform: Running, status: int | None = None) -> int:
    """How many refresh calls came to Profile's login (with `status`: were answered so)."""
    witness = platform.world.witness
    return len(witness.arrivals("/oauth/token", grant_type="refresh_token", status=status))


def is_live(platform: Running, token: str | None) -> bool:
    """Whether Profile takes this access token."""
    return token is not None and platform.world.ledger.bearer(token) is not None


@pytest.fixture
def services(settings: Settings, redis: Redis) -> Services:
    """The dashboard's parts below the pages."""
    return build_services(settings)


@pytest.fixture
def token_key(services: Services) -> str:
    """The token key of a fresh connection."""
    return services.tokens.add(connected(services))
