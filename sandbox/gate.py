"""In front of each origin: notes who arrives, misbehaves where a fault says so, and lets another
client act in between.
"""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox import another_client
from sandbox.current import Origins
from sandbox.faults import Kind, OriginName
from sandbox.meanwhile import Meanwhile
from sandbox.misbehaviour import cut, misbehave
from sandbox.noting import Environ, note
from sandbox.world import World

App = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_OWN = ("/sandbox/", "/static/")  # the sandbox's own addresses: neither noted nor disturbed


class Gate:
    """A WSGI app around another, for one origin of a world."""

    def __init__(self, app: App, world: World, name: OriginName, origins: Origins) -> None:
        self._app, self._world, self._name, self._origins = app, world, name, origins

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path.startswith(_OWN):
            return self._app(environ, start_response)
        arrival = note(self._world, self._name, environ)

        def start(status: str, *rest: Any) -> Any:
            self._world.witness.answered(arrival, int(status[:3]))
            return start_response(status, *rest)

        fault = self._world.faults.meet(self._name, environ["REQUEST_METHOD"], path)
        if fault is None:
            return self._handled(environ, start)
        if fault.kind is Kind.LOST:
            self._handled(environ, lambda *_: None)
        if fault.kind in {Kind.RESET, Kind.LOST}:
            cut(environ["werkzeug.socket"])
        return misbehave(fault, self._name, path, self._origins)(environ, start)

    def _handled(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """The app's answer, with what another client does before it and after it."""
        deeds: list[Meanwhile] = []
        if self._name == "api":
            deeds = self._world.meanwhile.take(environ["REQUEST_METHOD"], environ["PATH_INFO"])
        another_client.act("before", deeds, self._world, self._origins.login)
        answer = self._app(environ, start)
        another_client.act("after", deeds, self._world, self._origins.login)
        return answer
