"""The shape we assume of the platform: its envelope and paging, a grant with all there is to know.

Source: grants reference, "Calls": every field but `id`, `client.id` and `scopes` may be missing.
"""

from typing import Any

import msgspec

from webapp.api.envelope import Endpoint, Id
from webapp.api.grants.values import App, Grant
from webapp.api.texts import text
from webapp.api.times import parse_time

REVOCATION = Endpoint("/{id}", payload=None, quotes=True)


class _Client(msgspec.Struct):
    id: Id
    name: str | None = None
    publisher: str | None = None
    uri: str | None = None
    logo_uri: str | None = None
    policy_uri: str | None = None
    tos_uri: str | None = None
    type: str | None = None
    registration: str | None = None
    first_party: bool | None = None

    def app(self) -> App:
        return App(
            id=self.id,
            name=text(self.name),
            publisher=text(self.publisher),
            uri=text(self.uri),
            logo_uri=text(self.logo_uri),
            policy_uri=text(self.policy_uri),
            tos_uri=text(self.tos_uri),
            is_public=None if self.type is None else self.type == "public",
            is_self_registered=None
            if self.registration is None
            else self.registration == "dynamic",
            is_first_party=self.first_party,
        )


class _Account(msgspec.Struct):
    id: str | None = None
    name: str | None = None


class GrantSent(msgspec.Struct):
    """One element of `grants`."""

    id: Id
    client: _Client
    scopes: tuple[str, ...]
    account: _Account | None = None
    granted_at: Any = None  # an unreadable time is absent, whatever its type
    updated_at: Any = None
    last_used_at: Any = msgspec.UNSET
    expires_at: Any = None
    is_current: bool | None = None

    def grant(self) -> Grant:
        """As the house sees it."""
        account, used = self.account or _Account(), parse_time(self.last_used_at)
        return Grant(
            id=self.id,
            app=self.client.app(),
            scopes=self.scopes,
            revocation=REVOCATION,
            account_id=text(account.id),
            account_name=text(account.name),
            granted_at=parse_time(self.granted_at),
            updated_at=parse_time(self.updated_at),
            last_used_at=used,
            expires_at=parse_time(self.expires_at),
            is_current=self.is_current,
            has_activity=True,
            tells_use=used is not None or self.last_used_at is None,
        )
