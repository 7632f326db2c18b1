"""Profile's login: found, our client known, our redirect address taken as far as can be told."""

import secrets

from webapp.auth.authorization_request import AuthorizationRequests
from webapp.auth.discovery import Discovery
from webapp.auth.errors import AuthError, LoginUnavailable
from webapp.auth.metadata import AuthorizationServer
from webapp.auth.oauth_client import OAuthClient
from webapp.auth.resource_indicator import ResourceIndicator
from webapp.bounded_http import Hosts, HttpFailure, Limits
from webapp.checkup.login_told import client_told, discovered_told, redirect_told
from webapp.checkup.row import Row, failed, ok
from webapp.settings import Settings

TIMEOUT = (3.0, 6.0)
"""Seconds to connect and to wait for an answer."""
LARGEST_PAGE = 1 << 22


class Login:
    """One look at the login of these settings."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._discovery = Discovery(settings.profile_api_url, Hosts())
        self._client = OAuthClient(settings, on_misplaced=self._discovery.doubt)

    def discovered(self) -> tuple[Row, AuthorizationServer | None]:
        """Whether both metadata documents are there, and are what they must be."""
        try:
            server = self._discovery.server()
        except LoginUnavailable as error:
            return discovered_told(error), None
        return ok(f"The login is {server.issuer}."), server

    def client(self, server: AuthorizationServer) -> Row:
        """Whether our client is known: what the token endpoint says to a code that nobody gave."""
        try:
            self._client.redeem(
                server.token_endpoint,
                TIMEOUT,
                code=f"check-{secrets.token_urlsafe(16)}",
                code_verifier=secrets.token_urlsafe(48),
                redirect_uri=self._settings.redirect_uri,
            )
        except AuthError as error:
            return client_told(error)
        return failed(
            "The login gives tokens for a code that it never gave.",
            "Check PROFILE_API_URL: this is no login to be trusted.",
        )

    def redirect(self, server: AuthorizationServer) -> Row:
        """Whether an authorization request with our redirect address gets further than an error.
        It is one as any browser brings; nobody signs in, and it lapses.
        """
        resource = ResourceIndicator(self._settings.resource)
        requests = AuthorizationRequests(self._settings, self._client, resource, TIMEOUT)
        try:
            request = requests.make(
                server,
                state=secrets.token_urlsafe(16),
                verifier=secrets.token_urlsafe(48),
                scope=frozenset(self._settings.scopes),
            )
            told: AuthError | tuple[int, str] = _answered(request.url)
        except AuthError as error:
            told = error
        return redirect_told(told, self._settings.redirect_uri)


def _answered(url: str) -> tuple[int, str]:
    """Status and `Location`, no redirect followed. Raises LoginUnavailable."""
    connect, read = TIMEOUT
    limits = Limits(connect=connect, read=read, whole=connect + read, size=LARGEST_PAGE)
    try:
        answer = Hosts().exchange("GET", url, {}, limits, on_new_connection=True)
    except HttpFailure as failure:
        raise LoginUnavailable(f"The login gave no answer ({type(failure).__name__}).") from None
    return answer.status, answer.headers.get("location", "")
