"""The two documents that a login is discovered from, as they come off the wire.

Source: RFC 9728 section 2, RFC 8414 section 2, RFC 9126 section 5, RFC 9207 section 3.
"""

from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from webapp.auth.errors import LoginUnavailable
from webapp.bounded_http import Answer, Hosts, HttpFailure, Limits, TooLarge
from webapp.upstream import Call, handed_on

LARGEST_DOCUMENT = 1 << 20
WHOLE_SECONDS = 10.0
"""How long one document may take, with its second try and however it drips."""

T = TypeVar("T")


class NotMetadata(LoginUnavailable):
    """An answer came, but it is no metadata document."""


class ProtectedResource(msgspec.Struct, frozen=True):
    """RFC 9728 section 2, as far as we use it."""

    resource: str
    authorization_servers: list[str]


class AuthorizationServer(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 8414 section 2, RFC 9126 section 5 and RFC 9207 section 3, as far as we use them.

    `grant_management_endpoint` is of the Grant Management draft; what is found there is assumed.
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str | None = None
    introspection_endpoint: str | None = None
    pushed_authorization_request_endpoint: str | None = None
    grant_management_endpoint: str | None = None
    registration_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] | None = None
    require_pushed_authorization_requests: bool = False
    code_challenge_methods_supported: list[str] | None = None
    authorization_response_iss_parameter_supported: bool = False

    @property
    def addresses(self) -> list[str]:
        """Every address that a secret would be sent to at a sign-in, or after one."""
        named = (
            self.authorization_endpoint,
            self.token_endpoint,
            self.revocation_endpoint,
            self.introspection_endpoint,
            self.pushed_authorization_request_endpoint,
        )
        return [address for address in named if address is not None]


def document(hosts: Hosts, url: str, kind: type[T], seconds: float = WHOLE_SECONDS) -> T:
    """A metadata document of this kind.

    Raises NotMetadata when something else is answered, LoginUnavailable when nothing is.
    """
    try:
        with Call("GET metadata") as call:
            answer = _got(hosts, url, seconds)
            call.answered(answer.status)
    except TooLarge:
        raise NotMetadata("Profile's metadata is too large to be any.") from None
    except HttpFailure as failure:
        raise LoginUnavailable(f"No answer from {urlsplit(url).hostname}.") from failure
    return _decode(answer, kind)


def _got(hosts: Hosts, url: str, seconds: float) -> Answer:
    """The answer, for which is asked once more where there is none; in half of the time each."""
    limits = Limits(read=seconds / 2, whole=seconds / 2, size=LARGEST_DOCUMENT)
    headers = {"Accept": "application/json", **handed_on()}
    try:
        return hosts.exchange("GET", url, headers, limits)
    except TooLarge:
        raise
    except HttpFailure:
        return hosts.exchange("GET", url, headers, limits)


def _decode(answer: Answer, kind: type[T]) -> T:
    if answer.status != 200:
        raise NotMetadata(f"Profile's metadata was answered with status {answer.status}.")
    try:
        return msgspec.json.decode(answer.body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotMetadata("Profile's metadata cannot be read.") from None
