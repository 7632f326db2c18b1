"""Where the log lies: in Redis, sealed, for one connection alone; whatever ends that takes it away.

The end of the chain lies apart from the entries, so that a cut end is noticed as any other gap is.
Not noticed is a log that was taken away, or put back to what it was, together with its end.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import msgspec
from redis import Redis
from redis.exceptions import RedisError, WatchError

from webapp.auth.addresses import address_beside, address_of
from webapp.auth.dependents import Dependents
from webapp.auth.errors import KeyMissing
from webapp.auth.sealing import CannotOpen, Sealer
from webapp.auth.token_store import WORK
from webapp.background.owner import Owner
from webapp.own_log.append_script import APPEND
from webapp.own_log.chain import MOST_KEPT, Deed, Done, Head, Verdict, first_kept, link, verify
from webapp.own_log.known_heads import KnownHeads, Seen

_ENTRIES, _HEAD = f"{WORK}:log", f"{WORK}:log-head"
"""As WORK they outlive the renewal of their connection."""
_UNREADABLE = Head(0, "unreadable")
_TRIES = 50
"""Each that fails is a write of another that succeeded."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Log:
    """The entries that are kept, oldest first (None for one that cannot be read), and the end."""

    entries: tuple[Deed | None, ...]
    head: Head

    @property
    def verdict(self) -> Verdict:
        """Whether the chain is whole."""
        return verify(self.entries, self.head)

    @property
    def no_longer_kept(self) -> int:
        """How many entries have gone, since only the latest are kept."""
        return first_kept(self.head) - 1


class OwnLog:
    """The logs of everybody; safe to share between threads."""

    def __init__(self, redis: Redis, sealer: Sealer):
        self._redis = redis
        self._sealer = sealer
        self._known = KnownHeads()
        self._dependents = Dependents(redis)
        self._append = redis.register_script(APPEND)

    def write(self, owner: Owner, done: Sequence[Done], seconds: float) -> None:
        """Put what was done at the end, to be kept for `seconds` at least. Never raises for a
        Redis that is away or a key that is missing: a log stops nobody.
        """
        if not done:
            return
        try:
            self._write(owner, done, max(1, ceil(seconds)))
        except (RedisError, KeyMissing, CannotOpen, msgspec.MsgspecError) as error:
            log.warning("%d calls are missing in a log: %s", len(done), type(error).__name__)

    def read(self, owner: Owner) -> Log:
        """As it is now. Raises RedisError, and KeyMissing where this process cannot tell."""
        asked = self._redis.pipeline(transaction=True)
        head, entries = _places(owner)
        asked.get(head)
        asked.lrange(entries, 0, -1)
        sealed, deeds = asked.execute()
        return Log(tuple(self._deed(owner, deed) for deed in deeds), self._end(owner, sealed))

    def _write(self, owner: Owner, done: Sequence[Done], seconds: int) -> None:
        places = _places(owner)
        seen = self._known.of(places[0])
        for _ in range(_TRIES):
            is_first = not seen.sealed
            if is_first:
                self._note_place(owner, seconds)
            deeds, head = link(done, seen.head)
            wanted = Seen(self._seal(owner, _HEAD, head), head)
            entries = [self._seal(owner, _ENTRIES, deed) for deed in deeds[-MOST_KEPT:]]
            settings = (str(seconds), str(MOST_KEPT))
            told = self._append(keys=places, args=[seen.sealed, wanted.sealed, *settings, *entries])
            if isinstance(told, int):
                self._known.note(places[0], wanted)
                if is_first:
                    self._give_up_ended(owner)
                return
            seen = Seen(told, self._opened_head(owner, told)) if told else Seen()
        raise WatchError("Others wrote to this log all the time.")

    def _note_place(self, owner: Owner, seconds: int) -> None:
        """Before there is a log: whoever ends the connection from now on finds it."""
        tokens = address_of("tokens", owner.token_key)
        self._dependents.add_all(tokens, _places(owner), seconds)

    def _give_up_ended(self, owner: Owner) -> None:
        """After a log was begun: whoever ended the connection before did not find it."""
        tokens = address_of("tokens", owner.token_key)
        if self._dependents.has_gone(tokens):
            self._known.note(_places(owner)[0], Seen())

    def _seal(self, owner: Owner, purpose: str, value: Deed | Head) -> bytes:
        plain = msgspec.msgpack.encode(value)
        return self._sealer.seal(plain, purpose=purpose, secret=owner.work_key)

    def _deed(self, owner: Owner, sealed: bytes) -> Deed | None:
        try:
            plain = self._sealer.open(sealed, purpose=_ENTRIES, secret=owner.work_key)
            return msgspec.msgpack.decode(plain, type=Deed)
        except (CannotOpen, msgspec.MsgspecError):
            return None

    def _end(self, owner: Owner, sealed: bytes | None) -> Head:
        try:
            return Head() if sealed is None else self._opened_head(owner, sealed)
        except (CannotOpen, msgspec.MsgspecError):
            return _UNREADABLE

    def _opened_head(self, owner: Owner, sealed: bytes) -> Head:
        plain = self._sealer.open(sealed, purpose=_HEAD, secret=owner.work_key)
        return msgspec.msgpack.decode(plain, type=Head)


def _places(owner: Owner) -> tuple[str, str]:
    """Where its end and its entries lie."""
    return address_beside(_HEAD, owner.work_key), address_beside(_ENTRIES, owner.work_key)
