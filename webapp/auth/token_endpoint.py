"""The calls to the authorization server: exchange a code, refresh, revoke. Authlib speaks."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError

from webapp.auth.discovery import Discovery
from webapp.auth.errors import (
    AnswerRefused,
    ClientRefused,
    GrantEnded,
    IssuerMismatch,
    LoginUnavailable,
    SignInRequired,
)
from webapp.auth.metadata import AuthorizationServer
from webapp.auth.oauth_client import OAuthClient
from webapp.auth.token_set import TokenSet
from webapp.settings import Settings

TIMEOUT = (3.0, 10.0)
"""Seconds to connect and to wait for an answer."""
BUDGET = sum(TIMEOUT)
"""Seconds that one call takes if its answer comes in one piece."""

REVOKE_TIMEOUT = (1.0, 2.0)
"""Signing out never waits longer than this for the authorization server."""


class TokenEndpoint:
    """Speaks to the token and revocation endpoints as our one confidential client."""

    def __init__(
        self, settings: Settings, discovery: Discovery, clock: Callable[[], float] = time.time
    ):
        self._client = OAuthClient(settings)
        self._redirect_uri = settings.redirect_uri
        self._discovery = discovery
        self._clock = clock

    def authorization_url(
        self, server: AuthorizationServer, *, state: str, verifier: str, scope: Iterable[str]
    ) -> str:
        """Where the browser goes to sign in (RFC 6749 section 4.1.1, PKCE S256 always)."""
        url, _ = self._client.session().create_authorization_url(
            server.authorization_endpoint,
            state=state,
            code_verifier=verifier,
            scope=" ".join(sorted(scope)),
            redirect_uri=self._redirect_uri,
        )
        return str(url)

    def exchange(
        self, code: str, verifier: str, *, issuer: str, asked_scope: Iterable[str]
    ) -> TokenSet:
        """Redeem an authorization code at the server that gave it, and at no other.

        Raises GrantEnded, ClientRefused, AnswerRefused, or LoginUnavailable.
        """
        server = self._discovery.server()
        if server.issuer != issuer:
            raise IssuerMismatch("The authorization server changed during this sign-in.")
        answer = self._ask(
            self._client.session().fetch_token,
            server.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            redirect_uri=self._redirect_uri,
        )
        return self._token_set(answer, server, asked_scope)

    def server(self) -> AuthorizationServer:
        """The authorization server in force. Raises LoginUnavailable."""
        return self._discovery.server()

    def refresh(self, token_set: TokenSet, server: AuthorizationServer) -> TokenSet:
        """Trade the refresh token for new tokens; a missing new one means the old one stays.

        Raises GrantEnded when the grant is over for good, SignInRequired when these tokens are of
        another authorization server, LoginUnavailable when nothing is known to have ended.
        """
        if server.issuer != token_set.issuer:
            raise SignInRequired("These tokens belong to another authorization server.")
        answer = self._ask(
            self._client.session().refresh_token,
            server.token_endpoint,
            refresh_token=token_set.refresh_token,
        )
        return self._token_set(answer, server, token_set.scope)

    def revoke(self, token_set: TokenSet) -> None:
        """Revoke the grant by its refresh token (RFC 7009); bounded, and silent where not offered.

        Raises LoginUnavailable when the server did not confirm.
        """
        server = self._discovery.server()
        if server.revocation_endpoint is None or server.issuer != token_set.issuer:
            return
        try:
            answer = self._client.session().revoke_token(
                server.revocation_endpoint,
                token=token_set.refresh_token or token_set.access_token,
                token_type_hint="refresh_token" if token_set.refresh_token else "access_token",
                timeout=REVOKE_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise _no_answer(error) from None
        if not 200 <= answer.status_code < 300:
            raise LoginUnavailable(f"Revocation was answered with {answer.status_code}.")

    def _ask(self, call: Callable[..., Any], url: str, **parameters: str | None) -> dict[str, Any]:
        try:
            answer = call(url, timeout=TIMEOUT, allow_redirects=False, **parameters)
        except OAuthError as error:
            raise _refusal(error.error) from None
        except (requests.RequestException, ValueError, RecursionError) as error:
            raise _no_answer(error) from None
        return dict(answer)

    def _token_set(
        self, answer: dict[str, Any], server: AuthorizationServer, asked_scope: Iterable[str]
    ) -> TokenSet:
        return TokenSet.from_answer(
            answer, now=self._clock(), issuer=server.issuer, asked_scope=asked_scope
        )


_REFUSALS: dict[str, type[Exception]] = {
    "invalid_grant": GrantEnded,
    "invalid_client": ClientRefused,
    "unauthorized_client": ClientRefused,
    "temporarily_unavailable": LoginUnavailable,
    "server_error": LoginUnavailable,
}


def _refusal(error: object) -> Exception:
    kind = _REFUSALS.get(str(error), AnswerRefused)
    return kind(f"The token endpoint answered {str(error)[:60]!r}.")


def _no_answer(error: Exception) -> LoginUnavailable:
    """Only the kind of failure: the error itself carries the request, and that carries secrets."""
    return LoginUnavailable(f"The authorization server gave no answer ({type(error).__name__}).")
