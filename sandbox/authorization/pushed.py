"""The memory of pushed authorization requests, each known by its `request_uri`.

Source: RFC 9126, sections 2.2 and 7.3.
"""

import secrets
import time

from authlib.oauth2.rfc6749 import OAuth2Payload
from werkzeug.datastructures import MultiDict

_PREFIX = "urn:ietf:params:oauth:request_uri:"
_NOT_KEPT = {"client_secret"}


class PushedRequest(OAuth2Payload):  # type: ignore[misc] # Authlib carries no types
    """The parameters of an authorization request, as Authlib reads them, without the secret."""

    def __init__(self, form: MultiDict[str, str]) -> None:
        self._fields = MultiDict(
            (name, value) for name, value in form.items(multi=True) if name not in _NOT_KEPT
        )
        self.expires_at = 0.0
        self.opened = False

    @property
    def data(self) -> MultiDict[str, str]:
        return self._fields

    @property
    def datalist(self) -> dict[str, list[str]]:
        return dict(self._fields.lists())


class PushedRequests:
    """A request is good for `seconds` until a browser brings its URI, and for `consent_seconds`
    from then on, so that the person has time to sign in and to decide; the decision spends it.
    """

    def __init__(self) -> None:
        self.seconds = 60
        self.consent_seconds = 600
        self._requests: dict[str, PushedRequest] = {}

    def keep(self, pushed: PushedRequest) -> str:
        """Remembers a request that was found good; its URI."""
        uri = f"{_PREFIX}{secrets.token_urlsafe(32)}"
        pushed.expires_at = time.time() + self.seconds
        self._requests[uri] = pushed
        return uri

    def open(self, uri: str, client_id: str | None) -> PushedRequest | None:
        """The live request of this client."""
        found = self._requests.get(uri)
        if not found or found.client_id != client_id or found.expires_at <= time.time():
            return None
        if not found.opened:
            found.opened = True
            found.expires_at = time.time() + self.consent_seconds
        return found

    def answer_prompt(self, uri: str) -> None:
        """The person has signed in as the request asked: its `prompt` is done with."""
        if found := self._requests.get(uri):
            found.data.poplist("prompt")

    def spend(self, uri: str) -> bool:
        """Ends a request; False where it had ended before."""
        return self._requests.pop(uri, None) is not None

    def clear(self) -> None:
        """Forgets every request."""
        self._requests.clear()
