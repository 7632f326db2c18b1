"""The real client over a scripted host."""

import pytest

from tests.unit.api.host import ScriptedHost
from webapp.api import PlatformApi, Transport

ORIGIN = "https://api.platform.test"


class Tokens:
    """A source of tokens that counts how often a new one was asked for."""

    def __init__(self) -> None:
        self.current = "canary-token-1"
        self.rejected: list[str] = []

    def access_token(self) -> str:
        """The token of now."""
        return self.current

    def renew(self, rejected: str) -> str:
        """The next token."""
        self.rejected.append(rejected)
        self.current = f"canary-token-{len(self.rejected) + 1}"
        return self.current


@pytest.fixture
def host() -> ScriptedHost:
    return ScriptedHost()


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def transport(host: ScriptedHost, tokens: Tokens) -> Transport:
    return Transport(ORIGIN, host, tokens)


@pytest.fixture
def platform(transport: Transport) -> PlatformApi:
    return PlatformApi(transport)


@pytest.fixture
def patient(host: ScriptedHost, tokens: Tokens) -> PlatformApi:
    """As for work that goes on behind a request."""
    return PlatformApi(Transport(ORIGIN, host, tokens, is_patient=True))
