"""Numbers that look drawn by lot and depend on nothing but their key."""

from hashlib import shake_128
from statistics import NormalDist

_BELL = tuple(NormalDist().inv_cdf((byte + 0.5) / 256) for byte in range(256))


class Draws:
    """A short row of numbers for one key, always the same: 128 bytes to draw from.

    Hashing a key is far cheaper than seeding `random.Random`, and a page of profiles is made
    anew whenever it is asked for.
    """

    def __init__(self, *key: object) -> None:
        self._bytes = shake_128("/".join(map(str, key)).encode()).digest(128)
        self._used = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1 (limit up to 65,536); uses two bytes."""
        return self._number(2) % limit

    def unit(self) -> float:
        """A number from 0 up to 1; uses four bytes."""
        return self._number(4) / (1 << 32)

    def bells(self, count: int) -> list[float]:
        """Numbers around 0 with standard deviation 1, within ±2.9; each uses one byte."""
        return [_BELL[byte] for byte in self._take(count)]

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "big")

    def _take(self, size: int) -> bytes:
        start, self._used = self._used, self._used + size
        return self._bytes[start : self._used]
