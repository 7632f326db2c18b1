"""Where a call gets its token from."""

from typing import Protocol


class TokenSource(Protocol):
    """Whoever holds the access token; the client does not know where it comes from."""

    def access_token(self) -> str:
        """A token that may be sent now."""
        ...

    def renew(self, rejected: str) -> str:
        """Another token than `rejected`, which the platform has just refused."""
        ...
