"""The real client against a server that does to the wire whatever a test wants."""

from collections.abc import Iterator

import pytest

from tests.wire.server import RawServer, raw_server
from webapp.api import PlatformApi, Transport
from webapp.bounded_http import Host, Limits

LIMITS = Limits(connect=2, read=0.3, whole=0.6, size=100_000)


class Tokens:
    """One token that never changes."""

    def access_token(self) -> str:
        """The token."""
        return "canary-token"

    def renew(self, rejected: str) -> str:
        """The same token."""
        return rejected


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def platform(server: RawServer) -> Iterator[PlatformApi]:
    host = Host(server.url)
    yield PlatformApi(Transport(server.url, host, Tokens(), LIMITS))
    host.close()
