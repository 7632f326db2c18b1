"""Which call to Redis a piece of traffic is, told by its bytes."""

import hashlib

from redis.lock import Lock


def is_lock_renewal(sent: bytes) -> bool:
    """The owner of a lock makes it live on."""
    return b":lock" in sent and _sha1(Lock.LUA_REACQUIRE_SCRIPT) in sent


def is_lock_release(sent: bytes) -> bool:
    """The owner of a lock gives it back."""
    return b":lock" in sent and _sha1(Lock.LUA_RELEASE_SCRIPT) in sent


def is_token_write(sent: bytes) -> bool:
    """Tokens are compared and set: the mark before a refresh, or what a refresh brought."""
    is_of_others = b":lock" in sent or b"goes-with:" in sent
    return b"EVALSHA" in sent and b"tokens:" in sent and not is_of_others


def _sha1(script: str) -> bytes:
    """How Redis names a script; for no other purpose."""
    return hashlib.sha1(script.encode(), usedforsecurity=False).hexdigest().encode()
