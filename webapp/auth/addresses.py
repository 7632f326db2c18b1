"""Where what only its own secret opens lies in Redis."""

import hashlib


def address_of(purpose: str, secret: str) -> str:
    """The Redis key of a secret's value; tells nothing about the secret."""
    digest = hashlib.sha256(f"{purpose}:{secret}".encode()).hexdigest()
    return f"{purpose}:{digest}"
