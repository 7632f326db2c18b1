"""Token sets that no server gave."""

from webapp.auth.token_set import TokenSet


def invented() -> TokenSet:
    """One that is due, and good for nothing."""
    return TokenSet(
        access_token="canary-a",
        refresh_token="canary-r",
        due_at=0,
        expires_at=0,
        scope=frozenset(),
        issuer="",
    )
