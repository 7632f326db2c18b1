"""The sandbox with a proxy before its login, which is where everybody is told that it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from sandbox.authorization.clients import Client
from sandbox.authorization.ledger import Ledger
from sandbox.authorization.records import RefreshToken
from sandbox.seed import build
from sandbox.server import Running
from sandbox.world import World
from tests.support.far_platform import far_platform
from tests.support.platform import register_dashboard
from tests.support.proxy import Kind, Proxy, Toxic


class Forgiving(Ledger):
    """Can be told to take a spent refresh token for a mishap, not for a theft."""

    forgives = False

    def refresh_token(self, value: str, client: Client) -> RefreshToken | None:
        token = self._refresh.get(value)
        if token and self.forgives:
            token.spent = False
        return super().refresh_token(value, client)


class FarLogin(NamedTuple):
    """A sandbox that answers, and the one wire that leads to its login."""

    platform: Running
    wire: Proxy
    ledger: Forgiving

    def hold(self, kind: Kind, call: bytes = b"POST /oauth/token") -> Toxic:
        """Hold the next such call, or its answer."""
        return self.wire.add(Toxic(kind, lambda sent: sent.startswith(call)))


@pytest.fixture
def far() -> Iterator[FarLogin]:
    """A platform of one person; the dashboard is registered with it."""
    with far_login(build(1)) as far:
        register_dashboard(far.platform.world)
        yield far


@contextmanager
def far_login(world: World) -> Iterator[FarLogin]:
    """Serve a world until the block is left."""
    world.ledger = ledger = Forgiving()
    with far_platform(world) as far:
        yield FarLogin(far.platform, far.to_login, ledger)
