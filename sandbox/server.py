"""The origins of a sandbox, running."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from socket import socket

from flask import Flask

from sandbox.api.app import create_api
from sandbox.authorization.app import create_authorization
from sandbox.current import Origins
from sandbox.faults import OriginName
from sandbox.gate import Gate
from sandbox.legacy.app import create_legacy
from sandbox.personify.app import create_personify
from sandbox.wire import Server, listen
from sandbox.world import World

_APPS: Mapping[OriginName, Callable[[World, Origins], Flask]] = {
    "login": create_authorization,
    "api": create_api,
    "v3": create_legacy,
    "personify": create_personify,
}


@dataclass(frozen=True)
class Running:
    """A sandbox that answers: its origins (no slash at the end; empty for one that is not served)
    and its world.
    """

    login_url: str
    api_url: str
    world: World
    v3_url: str = ""
    personify_url: str = ""


@contextmanager
def running(
    world: World,
    *,
    login_port: int = 0,
    api_port: int = 0,
    v3_port: int | None = None,
    personify_port: int | None = None,
    host: str = "127.0.0.1",
) -> Iterator[Running]:
    """Serves a world, an origin on each port, until left; port 0 means a free one, and None that
    the origin is not served.

    Raises PortTakenError if a port cannot be had.
    """
    asked: dict[OriginName, int | None] = {
        "login": login_port,
        "api": api_port,
        "v3": v3_port,
        "personify": personify_port,
    }
    with ExitStack() as stack:
        listeners = {
            name: stack.enter_context(closing(listen(host, port)))
            for name, port in asked.items()
            if port is not None
        }
        origins = Origins(**{name: _url(host, each) for name, each in listeners.items()})
        for name, listener in listeners.items():
            server = Server(listener, Gate(_APPS[name](world, origins), world, name, origins))
            server.start()
            stack.callback(server.stop)
        yield Running(origins.login, origins.api, world, origins.v3, origins.personify)


def _url(host: str, listener: socket) -> str:
    return f"http://{host}:{listener.getsockname()[1]}"
