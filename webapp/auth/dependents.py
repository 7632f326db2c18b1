"""What lies in Redis for one connection alone, and goes with it.

Whoever ends another session knows of its connections only where their tokens lie. So what hangs on
a connection is noted under that address, as addresses: hashes, that tell nothing.
"""

from collections.abc import Sequence
from contextlib import suppress

from redis import Redis
from redis.exceptions import RedisError

_ENDED = b"ended"
"""What the mark of an ended value begins with."""

_ADD = """
redis.call('SADD', KEYS[1], unpack(ARGV, 2))
if redis.call('TTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
"""
"""Note addresses, for so many seconds at least: what lasts longer is still to go."""


class Dependents:
    """Addresses of what ends with the tokens at an address."""

    def __init__(self, redis: Redis):
        self._redis = redis
        self._add = redis.register_script(_ADD)

    def add(self, tokens: str, address: str | bytes, seconds: int) -> None:
        """What is to lie at `address`, for `seconds` at most, is to go with these tokens."""
        self.add_all(tokens, (address,), seconds)

    def add_all(self, tokens: str, addresses: Sequence[str | bytes], seconds: int) -> None:
        """The same of several addresses, in one step."""
        self._add(keys=[place_of(tokens)], args=[seconds, *addresses])

    def has_gone(self, tokens: str) -> bool:
        """After something was begun whose address is noted here: whether these tokens have ended
        meanwhile, so that whoever ended them did not find it. Then it is taken away.
        """
        has_gone = self._redis.getrange(tokens, 0, len(_ENDED) - 1) in (b"", _ENDED)
        if has_gone:
            self.end(tokens)
        return has_gone

    def hand_on(self, tokens: str, fresh: str, purpose: str, seconds: int) -> None:
        """These tokens gave way to fresh ones, which last `seconds` at most: what was to go with
        them for this purpose goes with those, and the rest now. Never fails for it.
        """
        with suppress(RedisError):
            for address in self._redis.sscan_iter(place_of(tokens), match=f"{purpose}:*"):
                self.add(fresh, address, seconds)
                self._redis.srem(place_of(tokens), address)
        self.end(tokens)

    def end(self, tokens: str) -> None:
        """These tokens have ended: take away whatever was to go with them. Never fails for it:
        what stays can be opened by nobody any more, and lapses.
        """
        place = place_of(tokens)
        with suppress(RedisError):
            gone = self._redis.pipeline(transaction=False)  # key by key, so that a Cluster takes it
            for address in (*self._redis.smembers(place), place):
                gone.delete(address)
            gone.execute()


def place_of(tokens: str) -> str:
    """Where the addresses are noted that go with the tokens at this one."""
    return f"goes-with:{tokens}"
