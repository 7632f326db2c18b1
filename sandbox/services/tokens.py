"""The access tokens of services. There is no refresh token: a service asks anew."""

import secrets
import time
from dataclasses import dataclass, field
from threading import Lock

from sandbox.faults import OriginName
from sandbox.services.clients import Service


@dataclass
class ServiceToken:
    """A bearer token for one origin; times in seconds since 1970."""

    value: str = field(repr=False)
    service: Service
    audience: OriginName
    expires_at: float

    @property
    def is_live(self) -> bool:
        """Whether it has not run out."""
        return self.expires_at > time.time()


class ServiceTokens:
    """Opaque values with the prefix `sbxst_`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._issued: dict[str, ServiceToken] = {}

    def issue(self, service: Service, audience: OriginName, seconds: float) -> ServiceToken:
        """A new token that lives so long; the ones before it stay good."""
        value = f"sbxst_{secrets.token_urlsafe(32)}"
        token = ServiceToken(value, service, audience, time.time() + seconds)
        with self._lock:
            self._issued[value] = token
        return token

    def live(self, value: str, audience: OriginName) -> ServiceToken | None:
        """The token where it is good at this origin."""
        token = self._issued.get(value)
        return token if token and token.is_live and token.audience == audience else None

    def find(self, value: str) -> ServiceToken | None:
        """Any token ever issued, live or not."""
        return self._issued.get(value)

    def expire(self) -> int:
        """Ends the life of every token now. Gives how many."""
        with self._lock:
            live = [token for token in self._issued.values() if token.is_live]
            for token in live:
                token.expires_at = 0
            return len(live)

    def clear(self) -> None:
        """Forgets every token."""
        with self._lock:
            self._issued.clear()
