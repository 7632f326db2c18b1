"""What the authorization server keeps: consents, grants, codes and tokens.

The method names are those that Authlib asks of such records (its `AuthorizationCodeMixin` and
`TokenMixin`). Nothing secret shows in a `repr`.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from sandbox.activity import Journal
from sandbox.authorization.clients import Client


@dataclass(frozen=True)
class Consent:
    """What a person allowed on the consent page."""

    person_id: str
    account_id: str
    scopes: tuple[str, ...]


@dataclass
class Grant:
    """One consent as it lives on: to which client, by whom, for which account and scopes."""

    id: str
    client_id: str
    person_id: str
    account_id: str
    scopes: tuple[str, ...]
    granted_at: datetime
    updated_at: datetime | None = None
    last_used_at: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    journal: Journal = field(default_factory=Journal, repr=False, compare=False)

    @property
    def has_ended(self) -> bool:
        """Whether it was revoked or has run out."""
        ended = self.expires_at is not None and self.expires_at <= datetime.now(UTC)
        return ended or self.revoked_at is not None


class Earlier(NamedTuple):
    """The apps that somebody had connected before, and their grants."""

    clients: Sequence[Client] = ()
    grants: Sequence[Grant] = ()


@dataclass
class Code:
    """An authorization code; kept after use, so that a second use is recognised."""

    value: str = field(repr=False)
    grant: Grant
    redirect_uri: str
    code_challenge: str = field(repr=False)
    expires_at: float
    spent: bool = False
    code_challenge_method: str = "S256"

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return " ".join(self.grant.scopes)


@dataclass
class Token:
    """What access and refresh tokens have in common: a value, and the grant it belongs to."""

    value: str = field(repr=False)
    grant: Grant
    issued_at: float

    def check_client(self, client: Client) -> bool:
        return self.grant.client_id == client.client_id

    def get_scope(self) -> str:
        return " ".join(self.grant.scopes)

    def is_expired(self) -> bool:
        return False

    def is_revoked(self) -> bool:
        return self.grant.has_ended


@dataclass
class AccessToken(Token):
    """A bearer token for the API; its scopes may be fewer than its grant's."""

    scopes: tuple[str, ...]
    expires_at: float

    def get_scope(self) -> str:
        return " ".join(self.scopes)

    def is_expired(self) -> bool:
        return self.expires_at <= time.time()


@dataclass
class RefreshToken(Token):
    """Good for one use; kept after it, so that a second use is recognised."""

    spent: bool = False

    def is_revoked(self) -> bool:
        return self.spent or super().is_revoked()
