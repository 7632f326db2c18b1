"""In front of each origin: notes who arrives, misbehaves where a fault says so, and lets another
client act in between.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from werkzeug.wrappers import Request

from sandbox import another_client
from sandbox.current import Origins
from sandbox.faults import Kind, OriginName
from sandbox.meanwhile import Meanwhile
from sandbox.misbehaviour import cut, misbehave
from sandbox.witness import Arrival
from sandbox.world import World

Environ = dict[str, Any]
App = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_OWN = ("/sandbox/", "/static/")  # the sandbox's own addresses: neither noted nor disturbed
_SAFE_TO_NOTE = {
    *("limit", "page", "includeTags"),
    *("scope", "prompt", "resource", "response_mode", "code_challenge_method"),
}


class Gate:
    """A WSGI app around another, for one origin of a world."""

    def __init__(self, app: App, world: World, name: OriginName, origins: Origins) -> None:
        self._app, self._world, self._name, self._origins = app, world, name, origins

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path.startswith(_OWN):
            return self._app(environ, start_response)
        arrival = self._note(environ)

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
        return misbehave(fault, self._name, self._origins)(environ, start)

    def _handled(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """The app's answer, with what another client does before it and after it."""
        deeds: list[Meanwhile] = []
        if self._name == "api":
            deeds = self._world.meanwhile.take(environ["REQUEST_METHOD"], environ["PATH_INFO"])
        another_client.act("before", deeds, self._world, self._origins.login)
        answer = self._app(environ, start)
        another_client.act("after", deeds, self._world, self._origins.login)
        return answer

    def _note(self, environ: Environ) -> Arrival:
        request = Request(environ, populate_request=False)
        form = _form(request, environ) if self._name == "login" else {}
        return self._world.witness.saw(
            self._name,
            request.method,
            request.path,
            query=_noted(request.args.to_dict()),
            form=_noted(form),
            client_id=self._client_id(request, form),
            grant_type=form.get("grant_type"),
        )

    def _client_id(self, request: Request, form: dict[str, str]) -> str | None:
        """The client that a call is from: by its token, or as it says at the token endpoint."""
        said = request.authorization
        if self._name == "api":
            token = self._world.ledger.token(said.token or "") if said else None
            return token.grant.client_id if token else None
        basic = said.username if said else None
        return basic or form.get("client_id") or request.args.get("client_id")


def _noted(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name in _SAFE_TO_NOTE}


def _form(request: Request, environ: Environ) -> dict[str, str]:
    """The fields of a form; its bytes are put back for whoever reads next."""
    body = request.get_data(cache=True)
    form = request.form.to_dict()
    environ["wsgi.input"] = BytesIO(body)
    return form
