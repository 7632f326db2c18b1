"""Ids in the platform's form that give back what they stand for, without a table.

An id is 24 hexadecimal digits, like a BSON ObjectId. Kind, account and position are packed into
88 bits and scrambled by steps that can each be undone, so a hundred thousand profiles need no
index. This is for looks, not for secrecy.

Source: Profile API reference, "Ids".
"""

import re
from enum import IntEnum
from hashlib import blake2b
from typing import NamedTuple

_BITS = 88
_SIZE = 1 << _BITS
_FIRST = 0x9E3779B97F4A7C15F39CC1  # odd, so that it has an inverse modulo a power of two
_SECOND = 0xC2B2AE3D27D4EB4F165667
_FIRST_UNDONE = pow(_FIRST, -1, _SIZE)
_SECOND_UNDONE = pow(_SECOND, -1, _SIZE)
_PREFIX = "66"
_FORM = re.compile(r"[0-9a-fA-F]{24}")


class Kind(IntEnum):
    """What an id may stand for."""

    ACCOUNT = 1
    PERSON = 2
    PROFILE = 3
    TAG = 4
    GRANT = 5
    ALIAS = 6
    ASSESSMENT = 7


_KINDS = frozenset(Kind)


class Reference(NamedTuple):
    """What an id stands for: the thing of a kind at a position in an account (both from 0)."""

    kind: Kind
    account: int
    position: int


def well_formed(text: str) -> bool:
    """Whether the text has the form of an id: 24 hexadecimal digits."""
    return _FORM.fullmatch(text) is not None


class Identifiers:
    """Writes and reads the ids of one world; another seed gives other ids."""

    def __init__(self, seed: int) -> None:
        digest = blake2b(str(seed).encode(), digest_size=_BITS // 8).digest()
        self._mask = int.from_bytes(digest, "big")

    def write(self, kind: Kind, account: int, position: int) -> str:
        """The id of the thing at a position (below 2**64) in an account (below 256)."""
        mixed = ((kind << 80 | account << 72 | position) ^ self._mask) * _FIRST % _SIZE
        mixed = _fold(mixed) * _SECOND % _SIZE
        return f"{_PREFIX}{_fold(mixed):022x}"

    def read(self, identifier: str) -> Reference | None:
        """What the id stands for; None for one that this world never wrote."""
        if not well_formed(identifier) or not identifier.startswith(_PREFIX):
            return None
        mixed = _fold(int(identifier[2:], 16)) * _SECOND_UNDONE % _SIZE
        packed = _fold(mixed) * _FIRST_UNDONE % _SIZE ^ self._mask
        kind, account, position = packed >> 80, packed >> 72 & 0xFF, packed & (1 << 72) - 1
        return Reference(Kind(kind), account, position) if kind in _KINDS else None


def _fold(number: int) -> int:
    """Mixes the upper half into the lower; done twice, it undoes itself."""
    return number ^ number >> _BITS // 2
