"""Who is signed in: the only file that reads and writes identity in the session."""

import secrets
from collections.abc import MutableMapping
from typing import Any

import msgspec

_KEY = "signed_in"


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in person's connection, as far as pages need it. Holds no token.

    `account_id` and `account_name` are None where the account was not shared
    (`account:read` denied). `form_key` is this session's secret for its forms.
    """

    token_key: str
    scope: frozenset[str]
    account_id: str | None
    account_name: str | None
    form_key: str = msgspec.field(default_factory=lambda: secrets.token_hex(32))

    def may(self, scope: str) -> bool:
        """Whether this scope was granted (never: whether it was asked for)."""
        return scope in self.scope

    def write(self, session: MutableMapping[str, Any]) -> None:
        """Make this the session's identity."""
        session[_KEY] = msgspec.to_builtins(self)

    @classmethod
    def read(cls, session: MutableMapping[str, Any]) -> "SignedIn | None":
        """The session's identity, or None."""
        value = session.get(_KEY)
        return None if value is None else msgspec.convert(value, cls)

    def __repr__(self) -> str:
        return f"SignedIn(account_id={self.account_id!r}, scope={sorted(self.scope)})"
