"""Authenticated encryption for everything that lies in Redis.

Each value is sealed under a key derived from a server key *and* a secret that Redis never holds:
a cookie's value, or a token key that itself lies sealed. Neither a Redis dump nor the server keys,
nor both together, open such a value. (A person's list of sessions has who they are for a secret,
and that can be guessed: it is safe as long as the server keys are.)
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webapp.auth.errors import KeyMissing

MOST_CIPHERS = 4096
"""That a process keeps at hand: deriving one takes longer than using it."""

_VERSION = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEADER_BYTES = len(_VERSION) + _KEY_ID_BYTES + _NONCE_BYTES


class CannotOpen(Exception):
    """The value was not sealed by us under this secret, or was changed since."""


class Sealer:
    """Seals with the first server key and opens with any, so that keys can be rotated live."""

    def __init__(self, server_keys: Sequence[bytes]):
        self._keys = {_key_id(key): key for key in server_keys}
        self._first = _key_id(server_keys[0])

    def seal(self, value: bytes, *, purpose: str, secret: str) -> bytes:
        """Encrypt `value` with AES-256-GCM; bound to its purpose and to its secret."""
        nonce = os.urandom(_NONCE_BYTES)
        cipher = self._cipher(self._keys[self._first], purpose, secret)
        sealed = cipher.encrypt(nonce, value, purpose.encode())
        return _VERSION + self._first + nonce + sealed

    def open(self, sealed: bytes, *, purpose: str, secret: str) -> bytes:
        """Decrypt what `seal` made. Raises CannotOpen for anything else, but KeyMissing for what
        looks as if another process of ours had sealed it under a key that is not here.
        """
        if sealed[:1] != _VERSION or len(sealed) <= _HEADER_BYTES:
            raise CannotOpen(purpose)
        key = self._keys.get(sealed[1 : 1 + _KEY_ID_BYTES])
        if key is None:
            raise KeyMissing("A stored value is sealed under a key that is not in SECRET_KEYS.")
        nonce = sealed[1 + _KEY_ID_BYTES : _HEADER_BYTES]
        try:
            cipher = self._cipher(key, purpose, secret)
            return cipher.decrypt(nonce, sealed[_HEADER_BYTES:], purpose.encode())
        except InvalidTag:
            raise CannotOpen(purpose) from None

    def names(self, said: str, *, purpose: str) -> list[str]:
        """Keyed hashes that stand for what is said, to find it again: the first server key's is to
        be written under, what lies under any is ours. Without a key nobody can tell or try it.
        """
        return [
            hmac.digest(hmac.digest(key, purpose.encode(), "sha256"), said.encode(), "sha256").hex()
            for key in self._keys.values()
        ]

    @staticmethod
    @lru_cache(MOST_CIPHERS)
    def _cipher(key: bytes, purpose: str, secret: str) -> AESGCM:
        derive = HKDF(SHA256(), length=32, salt=secret.encode(), info=purpose.encode())
        return AESGCM(derive.derive(key))


def _key_id(key: bytes) -> bytes:
    """Names a server key without telling it: a few bytes of a hash made for this alone."""
    return hashlib.sha256(b"key id:" + key).digest()[:_KEY_ID_BYTES]
