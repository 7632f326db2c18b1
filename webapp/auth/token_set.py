"""The values of one connection: tokens, expiry and granted scope."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from webapp.auth.errors import AnswerRefused

DEFAULT_LIFETIME = 3600
"""Seconds; used where a token answer names none (access tokens live about one hour: seed 001)."""

LONGEST_LIFETIME = 10 * 365 * 86400
"""Seconds; an access token that is said to live longer is not believed."""

LONGEST_LEEWAY = 60
"""Seconds before expiry from which on a token is renewed; less for tokens of a short life."""


_SCOPE_TOKEN = re.compile("[!-~]+")


class _TokenAnswer(msgspec.Struct):
    """RFC 6749 section 5.1, with tokens as in its appendix A (an access token without blanks, as
    it must go into a header: RFC 6750 section 2.1). Unknown members are ignored.
    """

    access_token: Annotated[str, msgspec.Meta(pattern=r"\A[!-~]+\Z")]
    token_type: str
    expires_in: Any = None
    refresh_token: Annotated[str, msgspec.Meta(pattern=r"\A[ -~]*\Z")] | None = None
    scope: str | None = None


def _lifetime(told: object) -> float:
    """Seconds that a token lives; what cannot be a time counts as not told.

    Nothing of it is a reason to lose tokens that exist nowhere else.
    """
    try:
        seconds = msgspec.convert(told, float, strict=False)
    except msgspec.ValidationError:
        return DEFAULT_LIFETIME
    return min(max(seconds, 0), LONGEST_LIFETIME) if math.isfinite(seconds) else DEFAULT_LIFETIME


def _granted(scope: str) -> Iterable[str]:
    """Its words; what can be no scope (RFC 6749 section 3.3) was not granted."""
    return filter(_SCOPE_TOKEN.fullmatch, scope.split())


class TokenSet(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer of the token endpoint is worth.

    `due_at`, when to renew it, and `expires_at` are in Unix seconds; so are `in_flight_since`, when
    the refresh token was sent with an outcome that is not known (yet), and `failed_at`, when a
    refresh had failed and somebody was told so.
    """

    access_token: str
    refresh_token: str | None
    due_at: float
    expires_at: float
    scope: frozenset[str]
    issuer: str
    in_flight_since: float | None = None
    failed_at: float | None = None

    @classmethod
    def from_answer(
        cls, answer: Mapping[str, Any], *, now: float, issuer: str, asked_scope: Iterable[str]
    ) -> "TokenSet":
        """Check a token answer. Raises AnswerRefused when it is not a usable bearer token.

        A missing `scope` means "as asked" (RFC 6749 section 5.1).
        """
        try:
            told = msgspec.convert(dict(answer), _TokenAnswer, strict=False)
        except msgspec.ValidationError:
            raise AnswerRefused("The token answer has the wrong shape.") from None
        if told.token_type.lower() != "bearer":
            raise AnswerRefused("The token answer holds no bearer token.")
        lifetime = _lifetime(told.expires_in)
        return cls(
            access_token=told.access_token,
            refresh_token=told.refresh_token or None,
            due_at=now + lifetime - min(LONGEST_LEEWAY, lifetime / 5),
            expires_at=now + lifetime,
            scope=frozenset(asked_scope if told.scope is None else _granted(told.scope)),
            issuer=issuer,
        )

    def after(self, earlier: "TokenSet") -> "TokenSet":
        """These as the renewal of others, whose refresh token stays where none was told.

        `null` and "" name none, too: only another refresh token takes its place (RFC 6749
        section 6).
        """
        kept = self.refresh_token or earlier.refresh_token
        return msgspec.structs.replace(self, refresh_token=kept)

    @classmethod
    def decode(cls, value: bytes) -> "TokenSet":
        """Read what `encode` wrote."""
        return msgspec.msgpack.decode(value, type=cls)

    def encode(self) -> bytes:
        """As bytes, to be sealed."""
        return msgspec.msgpack.encode(self)

    def is_due(self, now: float) -> bool:
        """Whether to renew now (Unix seconds); what cannot be renewed is used to its end."""
        return now >= (self.due_at if self.refresh_token else self.expires_at)

    def __repr__(self) -> str:
        """Which parts there are, never what they say."""
        return (
            f"TokenSet(access_token={bool(self.access_token)}, "
            f"refresh_token={bool(self.refresh_token)}, expires_at={self.expires_at:.0f}, "
            f"scope={sorted(self.scope)})"
        )
