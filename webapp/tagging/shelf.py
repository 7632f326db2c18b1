"""Where work lies: in Redis, sealed, for one connection of one session alone."""

import msgspec
from redis import Redis

from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues, Stored, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import WORK
from webapp.background.owner import Owner
from webapp.tagging.choice import Choice

MOST_CHANGES = 50
"""Changes that are kept of one connection; the oldest goes when another comes."""

MOST_CHOICES = 10
"""Choices that are kept of one connection, alike: one may name everybody of a large account."""

CHANGE, _CHOICE = "change", "choice"
_CHANGES, _CHOICES = "list", "choices"


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
        """Keep a choice, in place of the oldest where they are too many; returns its id, 192 random
        bits.
        """
        choice_id = new_secret()[:32]
        secret = self._of_choice(owner, choice_id)
        if owner.is_told:
            self.note(owner, secret, seconds)
        self.values.add(secret, msgspec.msgpack.encode(choice), seconds)
        for gone in self._put_first(owner, _CHOICES, choice_id, MOST_CHOICES, seconds):
            self.values.forget(self._of_choice(owner, gone))
        return choice_id

    def choice(self, owner: Owner, choice_id: str) -> Choice | None:
        """One choice; None where there is none, or none any more."""
        stored = self.values.read(self._of_choice(owner, choice_id))
        return msgspec.msgpack.decode(stored.value, type=Choice) if stored else None

    def _of_choice(self, owner: Owner, choice_id: str) -> str:
        """Whoever Profile does not name is asked for one more permission as a stranger, and is to
        find the choice all the same: by its id alone, within the account.
        """
        if owner.is_told:
            return self.secret(owner, _CHOICE, choice_id)
        return ":".join((_CHOICE, owner.account, choice_id))

    def changes(self, owner: Owner) -> list[str]:
        """The ids of the changes, the newest first."""
        return _ids(self.values.read(self.secret(owner, _CHANGES)))

    def put_first(self, owner: Owner, change_id: str, seconds: int) -> None:
        """Put a change in front of the others; the oldest goes where they are too many."""
        for gone in self._put_first(owner, _CHANGES, change_id, MOST_CHANGES, seconds):
            self.values.forget(self.secret(owner, CHANGE, gone))

    def _put_first(self, owner: Owner, name: str, new: str, most: int, seconds: int) -> list[str]:
        """Put an id in front of a list of so many at most; returns those that it holds no more."""
        secret = self.secret(owner, name)
        self.note(owner, secret, seconds)
        while True:
            stored = self.values.read(secret)
            ids = list(dict.fromkeys((new, *_ids(stored))))
            value = msgspec.msgpack.encode(ids[:most])
            if stored is None:
                is_written = self.values.claim(secret, value, seconds) is not None
            else:
                is_written = self.values.replace(secret, stored.seen, value) is not None
            if is_written:
                return ids[most:]


def _ids(stored: Stored | None) -> list[str]:
    return msgspec.msgpack.decode(stored.value, type=list[str]) if stored else []
