"""From the API's origin to its authorization server: nothing but the origin is configured.

Source: RFC 9728 (protected resource), RFC 8414 (authorization server), seed 001 (both documents).
"""

import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from webapp.auth.errors import LoginUnavailable
from webapp.auth.metadata import AuthorizationServer, NotMetadata, ProtectedResource, document
from webapp.bounded_http import Hosts
from webapp.origins import is_trustworthy

KEPT_SECONDS = 600
"""How long metadata is believed before it is read again."""

TRIED_AGAIN_SECONDS = 5
"""How long what is known serves on at least, doubted or not, before a reading is tried again."""


STALE_SECONDS = 6 * 3600
"""How long it may be since it was last read for somebody to be sent here to sign in."""


class Discovery:
    """Finds the authorization server of one API origin and remembers it for a while."""

    def __init__(
        self,
        api_url: str,
        http: Hosts,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._api_url = api_url
        self._http = http
        self._clock = clock
        self._reading = threading.Lock()
        self._known: AuthorizationServer | None = None
        self._failure: LoginUnavailable | None = None
        self._read_at = self._believed_until = float("-inf")
        self._doubted_from = float("-inf")
        self._reads = 0

    def server(self) -> AuthorizationServer:
        """The authorization server's metadata, checked.

        One thread reads at a time; the others take what is known, and what is known serves on
        while it cannot be read anew. Raises LoginUnavailable when nothing is known and a document
        cannot be had or does not say what it must.
        """
        reads = self._reads
        if not self._is_due() or not self._reading.acquire(blocking=self._known is None):
            return self._told()
        try:
            if self._is_due() and self._reads == reads:  # else another read while we waited
                self._read()
            return self._told()
        finally:
            self._reading.release()

    def is_fresh(self) -> bool:
        """Whether a sign-in can be begun by what is known. Waits where that is too old and another
        reads anew just now.
        """
        try:
            self.server()
        except LoginUnavailable:
            return False
        if self._is_stale():
            with self._reading:
                return not self._is_stale()
        return True

    def is_confirmed(self) -> bool:
        """Whether the last reading found it."""
        return self._known is not None and self._failure is None

    def doubt(self) -> None:
        """An endpoint is not where the metadata says: have it read again by the next who asks."""
        self._believed_until = min(self._believed_until, self._doubted_from)

    def _is_due(self) -> bool:
        return self._clock() >= self._believed_until

    def _is_stale(self) -> bool:
        return self._clock() - self._read_at >= STALE_SECONDS

    def _told(self) -> AuthorizationServer:
        if self._known is None:
            raise LoginUnavailable(str(self._failure))
        return self._known

    def _read(self) -> None:
        try:
            self._known, self._failure = self._discover(), None
            self._read_at = now = self._clock()
            self._believed_until = now + KEPT_SECONDS
            self._doubted_from = now + TRIED_AGAIN_SECONDS
        except LoginUnavailable as failure:
            self._failure = failure
            if self._known is not None:
                self._believed_until = self._doubted_from = self._clock() + TRIED_AGAIN_SECONDS
        finally:
            self._reads += 1

    def _discover(self) -> AuthorizationServer:
        resource = document(
            self._http, f"{self._api_url}/.well-known/oauth-protected-resource", ProtectedResource
        )
        _must(resource.resource == self._api_url, "The API's metadata is about another resource.")
        _must(bool(resource.authorization_servers), "The API names no authorization server.")
        issuer = resource.authorization_servers[0]
        _must(is_trustworthy(issuer), "The authorization server is not reached over https.")
        server = self._server_metadata(issuer)
        _must(server.issuer == issuer, "The login metadata is about another issuer.")
        _must(all(map(is_trustworthy, server.addresses)), "A login address is not https.")
        pushes = server.pushed_authorization_request_endpoint is not None
        _must(
            pushes or not server.require_pushed_authorization_requests,
            "Profile's login wants pushed requests but names no address for them.",
        )
        methods = server.code_challenge_methods_supported
        _must(methods is None or "S256" in methods, "Profile's login does not take PKCE S256.")
        return server

    def _server_metadata(self, issuer: str) -> AuthorizationServer:
        """RFC 8414 section 3.1; some publish the same only under OpenID's older name."""
        parts = urlsplit(issuer)
        origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
        inserted = f"{origin}/.well-known/oauth-authorization-server{path}"
        appended = f"{origin}{path}/.well-known/openid-configuration"
        try:
            return document(self._http, inserted, AuthorizationServer)
        except NotMetadata:
            return document(self._http, appended, AuthorizationServer)


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise LoginUnavailable(otherwise)
