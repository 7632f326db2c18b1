"""The real client against a server that does to the wire whatever a test wants."""

from collections.abc import Iterator

import pytest

from tests.wire.server import RawServer, raw_server
from webapp.api import PlatformApi, Transport
from webapp.api.limits import Limits
from webapp.bounded_http import BoundedPools

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
    pools = BoundedPools(maxsize=1, block=True)
    with pools.connection_from_url(server.url) as pool:
        yield PlatformApi(Transport(server.url, pool, Tokens(), LIMITS))
