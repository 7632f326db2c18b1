"""Services that ask for tokens by hand, and call with them."""

from dataclasses import dataclass
from typing import Any

import requests

from sandbox.server import Running
from sandbox.services.clients import Service

SECRET = "canary+secret%of:a service"  # awkward in forms and in Basic
GRANT = "client_credentials"


@dataclass
class Program:
    """A registered service of one running sandbox, and the address where it gets its tokens."""

    sandbox: Running
    service: Service
    address: str

    def credentials(self, **changes: object) -> dict[str, Any]:
        """A good token request, with members changed or (None) left out."""
        asked = {
            "grant_type": GRANT,
            "client_id": self.service.client_id,
            "client_secret": self.service.client_secret,
        }
        return {name: value for name, value in (asked | changes).items() if value is not None}

    def ask(self, **sent: Any) -> requests.Response:
        """A token request; `sent` as requests takes it."""
        return requests.post(self.address, timeout=10, **sent)

    def ask_by_json(self, **changes: object) -> requests.Response:
        """A token request in JSON."""
        return self.ask(json=self.credentials(**changes))

    def ask_by_form(self, **changes: object) -> requests.Response:
        """A token request as a form."""
        return self.ask(data=self.credentials(**changes))

    def basic(self) -> tuple[str, str]:
        """Its credentials, as requests takes them for Basic."""
        return self.service.client_id, self.service.client_secret


def call(address: str, token: str | None, method: str = "GET", **sent: Any) -> requests.Response:
    """A call with a bearer token, or without one."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    headers |= sent.pop("headers", {})
    return requests.request(method, address, headers=headers, timeout=10, **sent)


def oauth_error(answer: requests.Response) -> tuple[int, str]:
    """Status and code of a token endpoint's error, which must be plain and not to be kept."""
    said: dict[str, str] = answer.json()
    assert said.keys() == {"error", "error_description"}
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, said["error"]
