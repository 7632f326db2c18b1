"""What a refresh token brought, and how it is stored. It exists nowhere else, as the refresh token
is spent: so this goes on through a short absence of Redis, and is over only when a replica has it,
too. A primary that dies before that is followed by one that is written to again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from webapp.auth.token_set import TokenSet
from webapp.redis_connection import patiently


class StoredTokens(NamedTuple):
    """A token set as read, with the bytes to compare when it is replaced."""

    token_set: TokenSet
    seen: bytes


class Store(Protocol):
    """Where it goes: a TokenStore."""

    def load(self, token_key: str) -> StoredTokens | None: ...

    def replace(self, token_key: str, seen: bytes, token_set: TokenSet) -> bytes | None: ...

    def is_followed(self, token_key: str) -> bool: ...


@dataclass(frozen=True)
class FreshTokens:
    """What the refresh token in `sent` brought."""

    store: Store
    token_key: str = field(repr=False)
    sent: StoredTokens = field(repr=False)
    fresh: TokenSet = field(repr=False)

    def save(self, when_alone: Callable[[], None]) -> bool:
        """False when it was replaced or ended meanwhile. Another's mark on it is no change.
        `when_alone` is called where a replica is to have it, and none says in time that it has.

        Raises redis.RedisError where Redis is away for too long.
        """
        is_kept, is_followed = patiently(self._put_and_follow)
        if not is_followed:
            when_alone()
        return is_kept

    def _put_and_follow(self) -> tuple[bool, bool]:
        is_kept = self._put()
        return is_kept, not is_kept or self.store.is_followed(self.token_key)

    def _put(self) -> bool:
        stored: StoredTokens | None = self.sent
        while stored and stored.token_set.refresh_token == self.sent.token_set.refresh_token:
            if self.store.replace(self.token_key, stored.seen, self.fresh) is not None:
                return True
            stored = self.store.load(self.token_key)
        # By the try before, whose end was not heard of?
        return stored is not None and stored.token_set == self.fresh
