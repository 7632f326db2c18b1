"""What the authorization server keeps: clients, consents, grants, codes and tokens.

The method names are those that Authlib asks of such records (its `ClientMixin`,
`AuthorizationCodeMixin` and `TokenMixin`). Nothing secret shows in a `repr`.
"""

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.scopes import SCOPES


@dataclass(frozen=True)
class Client:
    """A confidential client, registered beforehand, with its exact redirect URIs."""

    client_id: str
    client_secret: str = field(repr=False)
    name: str
    redirect_uris: tuple[str, ...]

    def get_default_redirect_uri(self) -> None:
        """There is none: a request names its redirect URI."""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Compared as text, character by character. Source: OAuth 2.1 draft, 2.3.1."""
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(self.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """The scope as it was asked for; None where any of it is unknown, or none was asked."""
        asked = (scope or "").split()
        return " ".join(dict.fromkeys(asked)) if asked and SCOPES.keys() >= set(asked) else None


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
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


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
        return self.grant.revoked_at is not None


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
