"""From the API's origin to its authorization server: nothing but the origin is configured.

Source: RFC 9728 (protected resource), RFC 8414 (authorization server), seed 001 (both documents).
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
import urllib3

from webapp.auth.errors import LoginUnavailable
from webapp.origins import is_trustworthy

KEPT_SECONDS = 600
"""How long metadata is believed before it is read again."""

LARGEST_DOCUMENT = 1 << 20
TIMEOUT = urllib3.Timeout(connect=3, read=5)
# Once more on a broken connection; a 429 is not waited out with a person looking on.
RETRY = urllib3.Retry(1, status=0, respect_retry_after_header=False)

T = TypeVar("T")


class ProtectedResource(msgspec.Struct, frozen=True):
    """RFC 9728 section 2, as far as we use it."""

    resource: str
    authorization_servers: list[str]


class AuthorizationServer(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 8414 section 2 and RFC 9207 section 3, as far as we use them."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str | None = None
    code_challenge_methods_supported: list[str] | None = None
    authorization_response_iss_parameter_supported: bool = False

    @property
    def addresses(self) -> list[str]:
        """Every address that a secret would be sent to."""
        named = (self.authorization_endpoint, self.token_endpoint, self.revocation_endpoint)
        return [address for address in named if address is not None]


class Discovery:
    """Finds the authorization server of one API origin and remembers it for a while."""

    def __init__(
        self,
        api_url: str,
        http: urllib3.PoolManager,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._api_url = api_url
        self._http = http
        self._clock = clock
        self._lock = threading.Lock()
        self._found: AuthorizationServer | None = None
        self._read_at = 0.0

    def server(self) -> AuthorizationServer:
        """The authorization server's metadata, checked.

        Raises LoginUnavailable when a document cannot be had or does not say what it must.
        """
        with self._lock:
            if self._found is None or self._clock() - self._read_at > KEPT_SECONDS:
                self._found = self._discover()
                self._read_at = self._clock()
            return self._found

    def _discover(self) -> AuthorizationServer:
        resource = self._document(
            f"{self._api_url}/.well-known/oauth-protected-resource", ProtectedResource
        )
        _must(resource.resource == self._api_url, "The API's metadata is about another resource.")
        _must(bool(resource.authorization_servers), "The API names no authorization server.")
        issuer = resource.authorization_servers[0]
        _must(is_trustworthy(issuer), "The authorization server is not reached over https.")
        server = self._server_metadata(issuer)
        _must(server.issuer == issuer, "The login metadata is about another issuer.")
        _must(all(map(is_trustworthy, server.addresses)), "A login address is not https.")
        methods = server.code_challenge_methods_supported
        _must(methods is None or "S256" in methods, "Profile's login does not take PKCE S256.")
        return server

    def _server_metadata(self, issuer: str) -> AuthorizationServer:
        """RFC 8414 section 3.1; some servers publish the same under OpenID's older name."""
        parts = urlsplit(issuer)
        origin, path = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
        inserted = f"{origin}/.well-known/oauth-authorization-server{path}"
        appended = f"{origin}{path}/.well-known/openid-configuration"
        status, body = self._get(inserted)
        if status in (404, 405):
            status, body = self._get(appended)
        return _decode(status, body, AuthorizationServer)

    def _document(self, url: str, kind: type[T]) -> T:
        return _decode(*self._get(url), kind)

    def _get(self, url: str) -> tuple[int, bytes]:
        try:
            answer = self._http.request(
                "GET",
                url,
                headers={"Accept": "application/json"},
                timeout=TIMEOUT,
                redirect=False,
                retries=RETRY,
                preload_content=False,
            )
            body = answer.read(LARGEST_DOCUMENT)
            answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise LoginUnavailable(f"No answer from {urlsplit(url).hostname}.") from error
        return answer.status, body


def _decode(status: int, body: bytes, kind: type[T]) -> T:
    _must(status == 200, f"Profile's metadata was answered with status {status}.")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise LoginUnavailable("Profile's metadata cannot be read.") from None


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise LoginUnavailable(otherwise)
