"""Where what only its own secret opens lies in Redis."""

import hashlib


def address_of(purpose: str, secret: str) -> str:
    """The Redis key of a secret's value; tells nothing about the secret."""
    digest = hashlib.sha256(f"{purpose}:{secret}".encode()).hexdigest()
    return f"{purpose}:{digest}"


def address_beside(purpose: str, secret: str) -> str:
    """The same for values that are changed together: all purposes of one secret lie in one slot of
    a Cluster, which goes by what stands in braces.
    """
    return f"{purpose}:{{{hashlib.sha256(secret.encode()).hexdigest()}}}"
