"""The sandbox with a proxy before its login and one before its API: there everybody is told that
they stand.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import NamedTuple

from sandbox.api.app import create_api
from sandbox.authorization.app import create_authorization
from sandbox.current import Origins
from sandbox.gate import Gate
from sandbox.server import Running
from sandbox.wire import Server, listen
from sandbox.world import World
from tests.support.proxy import Proxy, proxied

HOST = "127.0.0.1"


class FarPlatform(NamedTuple):
    """A sandbox that answers, and the wires that lead to it."""

    platform: Running
    to_login: Proxy
    to_api: Proxy


@contextmanager
def far_platform(world: World) -> Iterator[FarPlatform]:
    """Serve a world until the block is left."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(listen(HOST, 0))) for _ in range(2)]
        wires = [stack.enter_context(proxied(each.getsockname())) for each in sockets]
        origins = Origins(*(f"http://{HOST}:{wire.port}" for wire in wires))
        apps = create_authorization(world, origins), create_api(world, origins)
        for server in (
            Server(sockets[0], Gate(apps[0], world, "login", origins)),
            Server(sockets[1], Gate(apps[1], world, "api", origins)),
        ):
            server.start()
            stack.callback(server.stop)
        yield FarPlatform(Running(origins.login, origins.api, world), *wires)
