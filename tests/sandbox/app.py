"""A client that registers itself and has no secret, as an AI assistant on somebody's machine."""

from dataclasses import dataclass
from typing import Any

import requests

from sandbox.server import Running
from tests.sandbox.visitor import Visitor

REDIRECT = "http://127.0.0.1/sign-in/callback"  # the visitor's callback, before it has a port
GOOD = {"client_name": "Quillby", "redirect_uris": [REDIRECT]}


def register(sandbox: Running, **changes: Any) -> requests.Response:
    """Registers an app, with metadata changed or (None) left out."""
    sent = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return requests.post(f"{sandbox.login_url}/oauth/register", json=sent, timeout=10)


@dataclass
class App(Visitor):
    """Speaks as a public client: its id in the form, and no credentials."""

    def post(
        self, path: str, fields: Any, auth: tuple[str, str] | None = None
    ) -> requests.Response:
        named = {"client_id": self.client.client_id, **fields}
        address = f"{self.sandbox.login_url}{path}"
        return requests.post(address, data=named, auth=auth, timeout=10)


def registered(sandbox: Running, http: requests.Session, **changes: Any) -> App:
    """A new app that may call, with metadata changed."""
    answer = register(sandbox, **changes)
    assert answer.status_code == 201, answer.text
    return App(sandbox, sandbox.world.clients[answer.json()["client_id"]], http)
