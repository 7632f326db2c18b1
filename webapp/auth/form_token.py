"""The token that proves a form was drawn by us, for this very session and for this account.

Masked afresh in every answer, so that a compressed page gives nothing away (BREACH); valid for as
long as its session. Its second part names the account that the page showed: a form that was drawn
before another tab switched accounts is told apart; and so is one that was drawn with people's
names, before another tab hid them.
"""

import hashlib
import hmac
import re
import secrets

KEY_BYTES = 32
_WITHOUT_NAMES = ".without-names"
_MARK = re.compile(f"[0-9a-f]{{16}}(?:{re.escape(_WITHOUT_NAMES)})?")


def new_key() -> str:
    """The secret of one session for its forms, in hex."""
    return secrets.token_hex(KEY_BYTES)


def masked(form_key: str, account: str, *, names_hidden: bool = False) -> str:
    """A token for one answer: random mask, the key under that mask (both in hex), the account,
    and whether the answer shows people without their names.
    """
    hidden = _WITHOUT_NAMES if names_hidden else ""
    return f"{_masked_key(form_key)}.{mark(account)}{hidden}"


def renewed(sent: str, form_key: str) -> str:
    """A token of this session for a form of another: it still says how the form was drawn, so
    that signing in to another account in between is noticed.
    """
    drawn = sent.partition(".")[2]
    return f"{_masked_key(form_key)}.{drawn if _MARK.fullmatch(drawn) else ''}"


def is_valid(sent: str, form_key: str) -> bool:
    """Whether a sent token unmasks to this session's key."""
    key = unmasked(sent)
    return key is not None and hmac.compare_digest(key.encode(), form_key.encode())


def unmasked(sent: str) -> str | None:
    """The key that a token was made of; None for anything that is no token."""
    try:
        token = bytes.fromhex(sent.partition(".")[0])
    except ValueError:
        return None
    if len(token) != 2 * KEY_BYTES:
        return None
    return _xor(token[:KEY_BYTES], token[KEY_BYTES:]).hex()


def is_for(sent: str, account: str) -> bool:
    """Whether a token was drawn for this account."""
    named = sent.partition(".")[2].removesuffix(_WITHOUT_NAMES)
    return hmac.compare_digest(named.encode(), mark(account).encode())


def is_without_names(sent: str) -> bool:
    """Whether a token was drawn while people's names were hidden."""
    return sent.endswith(_WITHOUT_NAMES)


def mark(account: str) -> str:
    """Stands for an account in a token: fit for a header, whatever its id looks like."""
    return hashlib.sha256(f"account:{account}".encode()).hexdigest()[:16]


def _masked_key(form_key: str) -> str:
    key = bytes.fromhex(form_key)
    mask = secrets.token_bytes(len(key))
    return (mask + _xor(mask, key)).hex()


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
