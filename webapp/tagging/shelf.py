"""Where work lies: in Redis, sealed, for one connection of one session alone."""

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, Stored, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import WORK
from webapp.tagging.choice import Choice
from webapp.tagging.owner import Owner

MOST_CHANGES = 50
"""Changes that are kept of one connection; the oldest goes when another comes."""

CHANGE, _CHOICE, _LIST = "change", "choice", "list"


class WorkShelf:
    """Choices, and which changes there are. Found and opened only by who knows the owner's key,
    which lies sealed in the session; whatever ends the connection takes it all away.
    """

    def __init__(self, redis: Redis, sealer: Sealer):
        self.values = SealedValues(redis, sealer, WORK)
        self._dependents = Dependents(redis)

    def secret(self, owner: Owner, *name: str) -> str:
        """Under which one thing of the owner's lies."""
        return ":".join((owner.work_key, *name))

    def note(self, owner: Owner, secret: str, seconds: int) -> None:
        """What is to lie there, for `seconds` at most, goes with the owner's connection."""
        tokens = address_of("tokens", owner.token_key)
        self._dependents.add(tokens, self.values.address(secret), seconds)

    def choose(self, owner: Owner, choice: Choice, seconds: int) -> str:
        """Keep a choice; returns its id."""
        choice_id = new_secret()[:32]
        secret = self.secret(owner, _CHOICE, choice_id)
        self.note(owner, secret, seconds)
        self.values.add(secret, msgspec.msgpack.encode(choice), seconds)
        return choice_id

    def choice(self, owner: Owner, choice_id: str) -> Choice | None:
        """One choice; None where there is none, or none any more."""
        stored = self.values.read(self.secret(owner, _CHOICE, choice_id))
        return msgspec.msgpack.decode(stored.value, type=Choice) if stored else None

    def changes(self, owner: Owner) -> list[str]:
        """The ids of the changes, the newest first."""
        return _ids(self.values.read(self.secret(owner, _LIST)))

    def put_first(self, owner: Owner, change_id: str, seconds: int) -> None:
        """Put a change in front of the others; the oldest goes where they are too many."""
        secret = self.secret(owner, _LIST)
        self.note(owner, secret, seconds)
        ids: list[str] = []
        is_written = False
        while not is_written:
            stored = self.values.read(secret)
            ids = list(dict.fromkeys((change_id, *_ids(stored))))
            value = msgspec.msgpack.encode(ids[:MOST_CHANGES])
            if stored is None:
                is_written = self.values.claim(secret, value, seconds) is not None
            else:
                is_written = self.values.replace(secret, stored.seen, value) is not None
        for gone in ids[MOST_CHANGES:]:
            self.values.forget(self.secret(owner, CHANGE, gone))


def _ids(stored: Stored | None) -> list[str]:
    return msgspec.msgpack.decode(stored.value, type=list[str]) if stored else []
