"""How many sign-ins one network address may have open, whatever cookies it keeps.

A client that throws its cookies away has no end of browsers; its address is but one.
"""

from collections.abc import Callable

from redis import Redis

MOST_OPEN_PER_ADDRESS = 100
"""Open attempts per opener; an office behind one address needs many, a flood gets no more."""

# One key a script, so that a cluster takes it. The oldest stand first.
_ADD = """
local open = redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
local surplus = open - tonumber(ARGV[3])
return surplus > 0 and redis.call('LPOP', KEYS[1], surplus) or {}
"""


class OpenPlaces:
    """Where in Redis the open attempts of each opener lie, oldest first."""

    def __init__(self, redis: "Redis", lifetime: int):
        self._redis = redis
        self._lifetime = lifetime
        self._add: Callable[..., list[bytes]] = redis.register_script(_ADD)

    def add(self, opener: str, address: str) -> None:
        """Count one more attempt of an opener; the oldest beyond the bound are ended."""
        if not opener:
            return
        limits = (self._lifetime, MOST_OPEN_PER_ADDRESS)
        for surplus in self._add(keys=[_key(opener)], args=[address, *limits]):
            self._redis.delete(surplus)

    def free(self, opener: str, address: str) -> None:
        """An attempt was finished: it takes no place any more."""
        if opener:
            self._redis.lrem(_key(opener), 0, address)


def _key(opener: str) -> str:
    return f"opener:{opener}"
