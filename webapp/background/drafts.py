"""What somebody has prepared on one page for the next: kept sealed under a random id, for one
connection of one session, and for its renewals. So whoever is asked for one more permission in
between finds it again.
"""

from typing import Any, Generic, TypeVar

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import WORK
from webapp.background.newest import Newest
from webapp.background.owner import Owner

T = TypeVar("T")


class Drafts(Generic[T]):
    """Drafts of one kind, `most` of each connection; the oldest goes when another comes. Found and
    opened only by who knows the owner's key, which lies sealed in the session.
    """

    def __init__(self, redis: Redis, sealer: Sealer, name: str, kind: type[T], most: int):
        self._values = SealedValues(redis, sealer, WORK)
        self._dependents = Dependents(redis)
        self._newest = Newest(redis, sealer, name, most)
        self._name = name
        self._decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(kind)

    def keep(self, owner: Owner, draft: T, seconds: int) -> str:
        """Keep one for `seconds` at most; returns its id, 192 random bits."""
        draft_id = new_secret()[:32]
        secret = self._secret(owner, draft_id)
        if owner.is_told:
            tokens = address_of("tokens", owner.token_key)
            self._dependents.add(tokens, self._values.address(secret), seconds)
        self._values.add(secret, msgspec.msgpack.encode(draft), seconds)
        for gone in self._newest.put_first(owner, draft_id, seconds):
            self.forget(owner, gone)
        return draft_id

    def read(self, owner: Owner, draft_id: str) -> T | None:
        """One of them; None where there is none, or none any more, or another release wrote it."""
        stored = self._values.read(self._secret(owner, draft_id))
        try:
            draft: T | None = self._decoder.decode(stored.value) if stored else None
        except msgspec.MsgspecError:
            return None
        return draft

    def every(self, owner: Owner) -> list[tuple[str, T]]:
        """All that are kept of this connection, with their ids, the newest first."""
        known = ((draft_id, self.read(owner, draft_id)) for draft_id in self._newest.ids(owner))
        return [(draft_id, draft) for draft_id, draft in known if draft is not None]

    def forget(self, owner: Owner, draft_id: str) -> None:
        """It is of no more use."""
        self._values.forget(self._secret(owner, draft_id))

    def _secret(self, owner: Owner, draft_id: str) -> str:
        """Whoever Profile does not name is asked for one more permission as a stranger, and is to
        find the draft all the same (`Connection.draft_key`).
        """
        return f"{owner.drafts or owner.work_key}:{self._name}:{draft_id}"
