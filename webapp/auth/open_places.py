"""How many sign-ins one network address may have open, whatever cookies it keeps.

A client that throws its cookies away has no end of browsers; its address is but one.
"""

from collections.abc import Callable

from redis import Redis
from redis.client import Pipeline

MOST_OPEN_PER_ADDRESS = 100
"""Open attempts per opener; an office behind one address needs many, a flood gets no more."""

# One key a script, so that a cluster takes it. The oldest stand first.
_TRIM = """
local surplus = redis.call('LLEN', KEYS[1]) - tonumber(ARGV[1])
return surplus > 0 and redis.call('LPOP', KEYS[1], surplus) or {}
"""


class OpenPlaces:
    """Where in Redis the open attempts of each opener lie, oldest first. What is `asked` goes to
    Redis with what else is asked in that go; each command has one key.
    """

    def __init__(self, redis: "Redis", lifetime: int):
        self._redis = redis
        self._lifetime = lifetime
        self._trim: Callable[..., list[bytes]] = redis.register_script(_TRIM)

    def add(self, asked: "Pipeline", opener: str, address: str) -> None:
        """Have one more attempt of an opener counted; then it is to be bounded."""
        if opener:
            asked.rpush(_key(opener), address)
            asked.expire(_key(opener), self._lifetime)

    def bound(self, opener: str, count: int) -> None:
        """End the oldest attempts beyond the bound, where so many are counted."""
        if opener and count > MOST_OPEN_PER_ADDRESS:
            for surplus in self._trim(keys=[_key(opener)], args=[MOST_OPEN_PER_ADDRESS]):
                self._redis.delete(surplus)

    def free(self, asked: "Pipeline", opener: str, address: str) -> None:
        """An attempt is finished: it takes no place any more."""
        if opener:
            asked.lrem(_key(opener), 0, address)


def _key(opener: str) -> str:
    return f"opener:{opener}"
