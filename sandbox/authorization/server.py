"""Authlib's authorization server over the world: no database, two callables."""

import logging
import secrets
from collections.abc import Sequence
from typing import Any, cast

from authlib.common.urls import add_params_to_uri
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import (
    InvalidClientError,
    OAuth2Request,
    UnsupportedResponseTypeError,
)
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from flask import Flask, Response, current_app

from sandbox.authorization.grants import CodeGrant, RequiredS256, Revocation, RotatingRefresh
from sandbox.authorization.introspection import Introspection
from sandbox.authorization.par import PushedAuthorization, PushWhereRequired
from sandbox.authorization.resource import ResourceIndicators
from sandbox.authorization.response_mode import QueryMode
from sandbox.current import Origins
from sandbox.world import World


class SandboxServer(AuthorizationServer):  # type: ignore[misc] # Authlib carries no types
    """Code with PKCE, rotating refresh tokens, revocation; names its issuer on every redirect."""

    def __init__(self, world: World, issuer: str) -> None:
        super().__init__(query_client=world.clients.get, save_token=self._remember)
        self._ledger, self._issuer = world.ledger, issuer
        self.register_token_generator(
            "default",
            BearerTokenGenerator(
                lambda **_: f"sbxat_{secrets.token_urlsafe(32)}",
                lambda **_: f"sbxrt_{secrets.token_urlsafe(32)}",
                lambda *_: self._ledger.access_seconds,
            ),
        )
        resources = ResourceIndicators()
        self.register_grant(
            CodeGrant, [RequiredS256(), PushWhereRequired(), QueryMode(), resources]
        )
        self.register_grant(RotatingRefresh, [resources])
        for endpoint in (Revocation, Introspection, PushedAuthorization):
            self.register_endpoint(endpoint)

    def create_oauth2_request(self, request: OAuth2Request | None) -> OAuth2Request:
        """The current call, or the request that was made of it already (Authlib would read the
        call once more).
        """
        return request or super().create_oauth2_request(None)

    def get_authorization_grant(self, request: OAuth2Request) -> CodeGrant:
        """Only `code` is answered. Authlib would quote any other response type in its refusal,
        and fail where that has characters which RFC 6749 forbids there.
        """
        if request.payload.response_type == "code":
            return cast(CodeGrant, super().get_authorization_grant(request))
        client = self.query_client(request.payload.client_id)
        if client is None:
            raise InvalidClientError(description="The client is not registered.")
        redirect_uri = CodeGrant.validate_authorization_redirect_uri(request, client)
        raise UnsupportedResponseTypeError("this", redirect_uri=redirect_uri)

    def handle_response(
        self, status_code: int, payload: Any, headers: Sequence[tuple[str, str]]
    ) -> Response:
        """Adds `iss` wherever the browser is sent back to the client, errors included.

        Source: RFC 9207, section 2. Authlib's own extension leaves out the errors found before
        the person was asked.
        """
        signed = [
            (
                name,
                add_params_to_uri(value, [("iss", self._issuer)]) if name == "Location" else value,
            )
            for name, value in headers
        ]
        return cast(Response, super().handle_response(status_code, payload, signed))

    def _remember(self, token: dict[str, str], request: OAuth2Request) -> None:
        self._ledger.issue(
            request.user, token["access_token"], token["scope"], token.get("refresh_token")
        )


def install(app: Flask, world: World, origins: Origins) -> None:
    """Gives the app its authorization server."""
    grants_log = logging.getLogger("authlib.oauth2.rfc6749.grants")
    grants_log.setLevel(logging.INFO)  # at DEBUG it writes out the tokens it issues
    app.extensions["authorization_server"] = SandboxServer(world, origins.login)


def authorization_server() -> SandboxServer:
    """The authorization server of the current app."""
    return cast(SandboxServer, current_app.extensions["authorization_server"])
