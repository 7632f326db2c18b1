"""The sandbox with a proxy before its login, which is where everybody is told that it stands."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import NamedTuple

import pytest

from sandbox.api.app import create_api
from sandbox.authorization.app import create_authorization
from sandbox.authorization.clients import Client
from sandbox.authorization.ledger import Ledger
from sandbox.authorization.records import RefreshToken
from sandbox.current import Origins
from sandbox.gate import Gate
from sandbox.seed import build
from sandbox.server import Running
from sandbox.wire import Server, listen
from sandbox.world import World
from tests.support.platform import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL
from tests.support.proxy import Kind, Proxy, Toxic, proxied

HOST = "127.0.0.1"


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
        world = far.platform.world
        callback = [f"{PUBLIC_URL}/sign-in/callback"]
        world.register("Dashboard", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
        yield far


@contextmanager
def far_login(world: World) -> Iterator[FarLogin]:
    """Serve a world until the block is left."""
    world.ledger = ledger = Forgiving()
    with ExitStack() as stack:
        login_socket = stack.enter_context(closing(listen(HOST, 0)))
        api_socket = stack.enter_context(closing(listen(HOST, 0)))
        wire = stack.enter_context(proxied(login_socket.getsockname()))
        ports = (wire.port, api_socket.getsockname()[1])
        origins = Origins(*(f"http://{HOST}:{port}" for port in ports))
        apps = create_authorization(world, origins), create_api(world, origins)
        for server in (
            Server(login_socket, Gate(apps[0], world, "login", origins)),
            Server(api_socket, Gate(apps[1], world, "api", origins)),
        ):
            server.start()
            stack.callback(server.stop)
        yield FarLogin(Running(origins.login, origins.api, world), wire, ledger)
