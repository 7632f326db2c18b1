"""Both origins of a sandbox, running."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from socket import socket

from sandbox.api.app import create_api
from sandbox.authorization.app import create_authorization
from sandbox.current import Origins
from sandbox.gate import Gate
from sandbox.wire import Server, listen
from sandbox.world import World


@dataclass(frozen=True)
class Running:
    """A sandbox that answers: its two origins (no slash at the end) and its world."""

    login_url: str
    api_url: str
    world: World


@contextmanager
def running(
    world: World, *, login_port: int = 0, api_port: int = 0, host: str = "127.0.0.1"
) -> Iterator[Running]:
    """Serves a world on two ports until left; port 0 means a free one.

    Raises PortTakenError if a port cannot be had.
    """
    with ExitStack() as stack:
        login_socket = stack.enter_context(closing(listen(host, login_port)))
        api_socket = stack.enter_context(closing(listen(host, api_port)))
        origins = Origins(_url(host, login_socket), _url(host, api_socket))
        login = Gate(create_authorization(world, origins), world, "login", origins)
        api = Gate(create_api(world, origins), world, "api", origins)
        for listener, app in ((login_socket, login), (api_socket, api)):
            server = Server(listener, app)
            server.start()
            stack.callback(server.stop)
        yield Running(origins.login, origins.api, world)


def _url(host: str, listener: socket) -> str:
    return f"http://{host}:{listener.getsockname()[1]}"
