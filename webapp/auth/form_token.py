"""The token that proves a form was drawn by us for this very session (CSRF).

Masked afresh in every answer, so that a compressed page gives nothing away (BREACH); valid for as
long as its session.
"""

import hmac
import secrets


def masked(form_key: str) -> str:
    """A token for one answer: random mask, then the key under that mask, in hex."""
    key = bytes.fromhex(form_key)
    mask = secrets.token_bytes(len(key))
    return (mask + _xor(mask, key)).hex()


def is_valid(sent: str, form_key: str) -> bool:
    """Whether a sent token unmasks to this session's key."""
    key = bytes.fromhex(form_key)
    try:
        mask, covered = _halves(bytes.fromhex(sent))
    except ValueError:
        return False
    return len(mask) == len(key) and hmac.compare_digest(_xor(mask, covered), key)


def _halves(token: bytes) -> tuple[bytes, bytes]:
    middle = len(token) // 2
    return token[:middle], token[middle : 2 * middle]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
