"""A client app and the browser of the person who uses it, over real HTTP."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from sandbox.authorization.clients import Client
from sandbox.server import Running

CALLBACK = "http://127.0.0.1:8000/sign-in/callback"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-length"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)
OWNER = "Rosalind Achebe"
MANAGER = "Mateus Lindgren"
MAIN = "Harbor & Finch"
SECOND = "Northlight Studio"
ALL = "profiles:read profiles:write tags:manage account:read account:write"

Fields = dict[str, str | list[str]]


def returned(answer: requests.Response) -> dict[str, str]:
    """What the client is told in a redirect to its callback."""
    assert answer.status_code == 302, answer.text
    address = answer.headers["Location"]
    assert address.startswith(f"{CALLBACK}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def form(page: requests.Response) -> Tag:
    """The one form of a page."""
    found = BeautifulSoup(page.text, "lxml").select_one("form")
    assert found is not None, page.text
    return found


def error(answer: requests.Response) -> tuple[int, str]:
    """Status and message of an error, which must have the envelope."""
    said: dict[str, Any] = answer.json()
    assert said.keys() == {"code", "status", "message"}
    assert (said["code"], said["status"]) == (answer.status_code, "error")
    return said["code"], said["message"]


@dataclass
class Visitor:
    """Speaks to one running sandbox, with the cookies of one browser."""

    sandbox: Running
    client: Client
    http: requests.Session

    def request(self) -> dict[str, str | None]:
        """A good authorization request."""
        return {
            "client_id": self.client.client_id,
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": ALL,
            "state": "a state & more",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }

    def ask(self, **changes: str | None) -> requests.Response:
        """The authorization request, with parameters changed or (None) left out."""
        return self._authorize(self.request() | changes)

    def push(self, **changes: str | None) -> requests.Response:
        """The authorization request, sent ahead."""
        return self.post("/oauth/par", self.request() | changes)

    def bring(self, request_uri: str, **changes: str | None) -> requests.Response:
        """The browser brings the URI of a pushed request."""
        named = {"client_id": self.client.client_id, "request_uri": request_uri, **changes}
        return self._authorize(named)

    def submit(self, page: requests.Response, fields: Fields, **headers: str) -> requests.Response:
        """Sends the form of a page, without following where it leads."""
        address = f"{self.sandbox.login_url}{form(page)['action']}"
        return self.http.post(address, data=fields, headers=headers, allow_redirects=False)

    def sign_in(self, name: str = OWNER, **changes: str | None) -> requests.Response:
        """Asks, signs in anew as a seeded person, and gives the consent page."""
        return self.enter(self.ask(**{"prompt": "login", **changes}), name)

    def enter(self, page: requests.Response, name: str = OWNER) -> requests.Response:
        """Chooses a seeded person on the sign-in page, and gives the consent page."""
        went_on = self.submit(page, {"person": self._value(page, name)})
        assert went_on.status_code == 303
        return self.http.get(f"{self.sandbox.login_url}{went_on.headers['Location']}")

    def allow(
        self, page: requests.Response, granted: str = ALL, account: str = MAIN
    ) -> dict[str, str]:
        """Presses "Allow" with these scopes ticked; what the client is then told."""
        hidden = form(page).select_one("input[type=hidden][name=account]")
        chosen = hidden["value"] if hidden else self._value(page, account)
        fields: Fields = {"decision": "allow", "account": str(chosen), "granted": granted.split()}
        return returned(self.submit(page, fields))

    def code(self, name: str = OWNER, granted: str = ALL, account: str = MAIN) -> str:
        """The whole way to an authorization code."""
        return self.allow(self.sign_in(name), granted, account)["code"]

    def tokens(self, name: str = OWNER, granted: str = ALL, account: str = MAIN) -> dict[str, Any]:
        """The whole way to a pair of tokens."""
        answer = self.redeem(self.code(name, granted, account))
        assert answer.status_code == 200, answer.text
        pair: dict[str, Any] = answer.json()
        return pair

    def redeem(self, code: str, /, **changes: str | None) -> requests.Response:
        """The token request for a code, with parameters changed or (None) left out."""
        asked: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
        }
        return self.post("/oauth/token", asked | changes)

    def refresh(self, refresh_token: str, **changes: str) -> requests.Response:
        """The token request for a refresh token."""
        asked = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self.post("/oauth/token", asked | changes)

    def revoke(self, token: str) -> requests.Response:
        """The revocation request."""
        return self.post("/oauth/revoke", {"token": token})

    def introspect(self, token: str) -> Any:
        """What the authorization server says of a token."""
        answer = self.post("/oauth/introspect", {"token": token})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(
        self, path: str, fields: Any, auth: tuple[str, str] | None = None
    ) -> requests.Response:
        """A form sent to the login origin as this client, by Basic authentication."""
        credentials = auth or (self.client.client_id, self.client.client_secret)
        return requests.post(
            f"{self.sandbox.login_url}{path}", data=fields, auth=credentials, timeout=10
        )

    def get(self, path: str, token: str | None = None, **query: str | int) -> requests.Response:
        """A call of the API."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = f"{self.sandbox.api_url}{path}"
        return self.http.get(address, params=query, headers=headers)

    def send(self, method: str, path: str, token: str, **sent: Any) -> requests.Response:
        """A writing call of the API; `sent` as requests takes it."""
        headers = {"Authorization": f"Bearer {token}", **sent.pop("headers", {})}
        address = f"{self.sandbox.api_url}{path}"
        return self.http.request(method, address, headers=headers, **sent)

    def _authorize(self, asked: Mapping[str, str | None]) -> requests.Response:
        return self.http.get(
            f"{self.sandbox.login_url}/oauth/authorize", params=asked, allow_redirects=False
        )

    def metadata(self) -> dict[str, Any]:
        """What the authorization server says of itself."""
        address = f"{self.sandbox.login_url}/.well-known/oauth-authorization-server"
        said: dict[str, Any] = self.http.get(address).json()
        return said

    def _value(self, page: requests.Response, label: str) -> str:
        for choice in form(page).select(".choice"):
            if choice.label and choice.label.get_text() == label and choice.input:
                return str(choice.input["value"])
        raise AssertionError(f"no choice {label!r} on the page")
