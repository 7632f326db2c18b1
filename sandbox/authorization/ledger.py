"""The authorization server's memory: grants, and the codes and tokens that came of them."""

import secrets
import time
from datetime import UTC, datetime
from threading import Lock

from sandbox.authorization.clients import Client
from sandbox.authorization.records import (
    AccessToken,
    Code,
    Consent,
    Grant,
    RefreshToken,
    Token,
)
from sandbox.services.tokens import ServiceTokens


class Ledger:
    """Opaque values, told apart by prefix: `sbxac_` codes, `sbxat_` access, `sbxrt_` refresh.

    `code_seconds` and `access_seconds` are the lifetimes of what is issued from now on.
    The token endpoint holds `lock` for the whole of an answer: one code or one refresh token
    must never be answered twice. `earlier` are the grants from before this sandbox ran, `grants`
    the consents given since. `services` are the tokens that no person stands behind.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.code_seconds = 60.0
        self.access_seconds = 3600
        self.earlier: list[Grant] = []
        self.grants: list[Grant] = []
        self.services = ServiceTokens()
        self._codes: dict[str, Code] = {}
        self._access: dict[str, AccessToken] = {}
        self._refresh: dict[str, RefreshToken] = {}

    def allow(
        self, code: str, client: Client, consent: Consent, redirect_uri: str, challenge: str
    ) -> None:
        """Records a consent and the code that stands for it; a new grant each time."""
        grant = Grant(
            id=secrets.token_hex(12),
            client_id=client.client_id,
            person_id=consent.person_id,
            account_id=consent.account_id,
            scopes=consent.scopes,
            granted_at=datetime.now(UTC),
        )
        self.grants.append(grant)
        expires_at = time.time() + self.code_seconds
        self._codes[code] = Code(code, grant, redirect_uri, challenge, expires_at)

    def code(self, value: str, client: Client) -> Code | None:
        """The live code of this client. A spent one revokes what came of it (RFC 6749, 4.1.2)."""
        code = self._codes.get(value)
        if not code or code.grant.client_id != client.client_id:
            return None
        if code.spent:
            self.revoke(code.grant)
        return None if code.grant.has_ended or code.expires_at <= time.time() else code

    def issue(self, grant: Grant, access: str, scopes: str, refresh: str | None) -> None:
        """Records new tokens of a grant; without `refresh` the access token alone."""
        now = time.time()
        expires_at = now + self.access_seconds
        self._access[access] = AccessToken(access, grant, now, tuple(scopes.split()), expires_at)
        if refresh is not None:
            self._refresh[refresh] = RefreshToken(refresh, grant, now)

    def refresh_token(self, value: str, client: Client) -> RefreshToken | None:
        """The live refresh token of this client. A spent one kills its grant (RFC 9700, 4.14)."""
        token = self._refresh.get(value)
        if not token or not token.check_client(client):
            return None
        if token.spent:
            self.revoke(token.grant)
        return None if token.grant.has_ended else token

    def bearer(self, value: str) -> AccessToken | None:
        """The access token if it is live and its grant is not revoked."""
        token = self._access.get(value)
        return None if not token or token.is_revoked() or token.is_expired() else token

    def token(self, value: str) -> Token | None:
        """Any token of a person ever issued, live or not."""
        return self._access.get(value) or self._refresh.get(value)

    def client_of(self, value: str) -> str | None:
        """The id of the client or service that a token was ever issued to."""
        if token := self.token(value):
            return token.grant.client_id
        service_token = self.services.find(value)
        return service_token.service.client_id if service_token else None

    def live(self, person_id: str) -> list[Grant]:
        """The grants of a person that have not ended, the newest first."""
        own = [grant for grant in (*self.earlier, *self.grants) if grant.person_id == person_id]
        live = [grant for grant in own if not grant.has_ended]
        return sorted(live, key=lambda grant: (grant.granted_at, grant.id), reverse=True)

    def revoke(self, grant: Grant) -> None:
        """Ends a grant: from now on none of its codes and tokens is good."""
        grant.revoked_at = grant.revoked_at or datetime.now(UTC)

    def expire_access_tokens(self) -> int:
        """Ends the life of every access token now; refresh tokens stay. Gives how many."""
        with self.lock:
            live = [token for token in self._access.values() if self.bearer(token.value)]
            for token in live:
                token.expires_at = 0
            return len(live) + self.services.expire()

    def clear(self) -> None:
        """Forgets everything but the grants from before."""
        with self.lock:
            for memory in (self.grants, self._codes, self._access, self._refresh):
                memory.clear()
        self.services.clear()
