"""What the browser takes to Profile: all parameters, or only the name of those pushed before.

Source: OAuth 2.1 draft section 4.1.1, RFC 7636, RFC 8707, RFC 9126 (pushed requests).
"""

from typing import Annotated, NamedTuple

import msgspec
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from webapp.auth.errors import LoginUnavailable
from webapp.auth.metadata import AuthorizationServer
from webapp.auth.oauth_client import OAuthClient, Timeout
from webapp.auth.resource_indicator import ResourceIndicator
from webapp.settings import Settings


class AuthorizationRequest(NamedTuple):
    """Where the browser goes, and the `resource` that was asked for, if any was."""

    url: str
    resource: str | None

    def __repr__(self) -> str:
        return f"AuthorizationRequest(resource={self.resource!r})"


class _Pushed(msgspec.Struct):
    """RFC 9126 section 2.2."""

    request_uri: Annotated[str, msgspec.Meta(min_length=1, max_length=2048)]
    expires_in: Annotated[float, msgspec.Meta(gt=0)] | None = None


class AuthorizationRequests:
    """Makes them: with PKCE S256 and the answer in the query, always."""

    def __init__(
        self, settings: Settings, client: OAuthClient, resource: ResourceIndicator, timeout: Timeout
    ):
        self._settings = settings
        self._client = client
        self._resource = resource
        self._timeout = timeout

    def make(
        self,
        server: AuthorizationServer,
        *,
        state: str,
        verifier: str,
        scope: frozenset[str],
        with_resource: bool = True,
    ) -> AuthorizationRequest:
        """A request, pushed where the server offers that.

        Raises LoginUnavailable, ClientRefused or AnswerRefused when the push fails. What is offered
        is never done without: else whoever disturbs the push gets to see the request.
        """
        asked = {
            "response_type": "code",
            "response_mode": "query",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri,
            "scope": " ".join(sorted(scope)),
            "state": state,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }

        def step(resource: str | None) -> AuthorizationRequest:
            whole = asked if resource is None else {**asked, "resource": resource}
            return AuthorizationRequest(self._address(server, whole), resource)

        return self._resource.offered(server.issuer, step) if with_resource else step(None)

    def _address(self, server: AuthorizationServer, asked: dict[str, str]) -> str:
        push_to = server.pushed_authorization_request_endpoint
        if push_to is not None:
            name = _request_uri(
                self._client.post(push_to, self._timeout, asked, what="pushed request")
            )
            asked = {"client_id": self._settings.client_id, "request_uri": name}
        return str(add_params_to_uri(server.authorization_endpoint, list(asked.items())))


def _request_uri(answer: object) -> str:
    try:
        return msgspec.convert(answer, _Pushed, strict=False).request_uri
    except msgspec.ValidationError:
        raise LoginUnavailable("Profile took the request but named none that is open.") from None
