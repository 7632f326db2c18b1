"""What is asked of the authorization server behind the browser: tokens, their end, their owner."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from webapp.auth.authorization_request import AuthorizationRequests
from webapp.auth.discovery import Discovery
from webapp.auth.errors import AuthError, IssuerMismatch, SignInRequired
from webapp.auth.introspection import subject_told
from webapp.auth.metadata import AuthorizationServer
from webapp.auth.oauth_client import OAuthClient, Timeout
from webapp.auth.resource_indicator import ResourceIndicator
from webapp.auth.token_set import TokenSet
from webapp.settings import Settings

TIMEOUT = (3.0, 10.0)
BUDGET = sum(TIMEOUT)
"""Seconds that one call takes at most."""

BRIEF_TIMEOUT = (1.0, 2.0)
"""Signing out and learning who somebody is never wait longer than this for Profile."""

log = logging.getLogger(__name__)


class TokenEndpoint:
    """Speaks as our one confidential client; `requests` makes what the browser takes along."""

    def __init__(
        self,
        settings: Settings,
        discovery: Discovery,
        clock: Callable[[], float] = time.time,
        timeout: Timeout = TIMEOUT,
    ):
        self._client = OAuthClient(settings, on_misplaced=discovery.doubt)
        self._resource = ResourceIndicator(settings.resource)
        self.requests = AuthorizationRequests(settings, self._client, self._resource, timeout)
        self._redirect_uri = settings.redirect_uri
        self._discovery = discovery
        self._clock = clock
        self._timeout = timeout

    def exchange(
        self,
        code: str,
        verifier: str,
        *,
        issuer: str,
        asked_scope: Iterable[str],
        resource: str | None,
    ) -> TokenSet:
        """Redeem an authorization code at the server that gave it, and at no other.

        `resource` is what authorization was asked for. That it had to be left out is remembered
        only now: what a callback says may be the browser's own word, tokens are the server's.
        Raises GrantEnded, ClientRefused, AnswerRefused, or LoginUnavailable.
        """
        server = self._discovery.server()
        if server.issuer != issuer:
            raise IssuerMismatch("The authorization server changed during this sign-in.")
        answer = self._client.redeem(
            server.token_endpoint,
            self._timeout,
            code=code,
            code_verifier=verifier,
            redirect_uri=self._redirect_uri,
            resource=resource,
        )
        if resource is None:
            self._resource.is_not_taken_by(issuer)
        return self._token_set(answer, server, asked_scope)

    def server(self) -> AuthorizationServer:
        """The authorization server in force. Raises LoginUnavailable."""
        return self._discovery.server()

    def is_found(self) -> bool:
        """Whether it is known where that is, and has been confirmed within hours."""
        return self._discovery.is_fresh()

    def refresh(self, token_set: TokenSet, server: AuthorizationServer) -> TokenSet:
        """Trade the refresh token for new tokens; a missing new one means the old one stays.

        Raises GrantEnded when the grant is over for good, SignInRequired when these tokens are of
        another authorization server, LoginUnavailable when nothing is known to have ended.
        """
        if server.issuer != token_set.issuer:
            raise SignInRequired("These tokens belong to another authorization server.")

        def step(resource: str | None) -> dict[str, Any]:
            return self._client.refresh(
                server.token_endpoint,
                self._timeout,
                refresh_token=token_set.refresh_token,
                resource=resource,
            )

        answer = self._resource.offered(server.issuer, step)
        return self._token_set(answer, server, token_set.scope).after(token_set)

    def revoke(self, token_set: TokenSet, patience: float | None = None) -> None:
        """Revoke the grant by its refresh token (RFC 7009); bounded, and silent where not offered.
        Where nobody waits for it, `patience` is how many seconds it may wait for its turn.

        Raises LoginUnavailable when the server did not confirm.
        """
        server = self._discovery.server()
        if server.revocation_endpoint is None or server.issuer != token_set.issuer:
            return
        self._client.revoke(
            server.revocation_endpoint,
            BRIEF_TIMEOUT,
            patience,
            token=token_set.refresh_token or token_set.access_token,
            token_type_hint="refresh_token" if token_set.refresh_token else "access_token",
        )

    def subject(self, token_set: TokenSet) -> str | None:
        """Who the person is at Profile (RFC 7662); None where it cannot be learnt in short time."""
        try:
            server = self._discovery.server()
            if server.introspection_endpoint is None or server.issuer != token_set.issuer:
                return None
            form = {"token": token_set.access_token, "token_type_hint": "access_token"}
            answer = self._client.post(
                server.introspection_endpoint, BRIEF_TIMEOUT, form, what="introspect"
            )
            return subject_told(answer)
        except AuthError as error:
            log.warning("Who signed in could not be learnt: %s", error)
            return None

    def _token_set(
        self, answer: dict[str, Any], server: AuthorizationServer, asked_scope: Iterable[str]
    ) -> TokenSet:
        return TokenSet.from_answer(
            answer, now=self._clock(), issuer=server.issuer, asked_scope=asked_scope
        )
