"""Where a call gets its token from, and for whom it speaks.

A person's token serves only that person, and a service's no person: so each kind of source has a
type of its own, which the ways out ask for, and which they look at once more as they run.
"""

from typing import Literal, Protocol


class TokenSource(Protocol):
    """Whoever holds the access token; the client does not know where it comes from."""

    def access_token(self) -> str:
        """A token that may be sent now."""
        ...

    def renew(self, rejected: str) -> str:
        """Another token than `rejected`, which the platform has just refused."""
        ...


class PersonTokens(TokenSource, Protocol):
    """The tokens of somebody who signed in."""

    @property
    def speaks_for(self) -> Literal["person"]:
        """Whom every call with them is made for."""
        ...


class ServiceTokens(TokenSource, Protocol):
    """The tokens of our own client at a service (client credentials)."""

    @property
    def speaks_for(self) -> Literal["service"]:
        """Whom every call with them is made for."""
        ...


def must_speak_for(
    whom: Literal["person", "service"], tokens: PersonTokens | ServiceTokens
) -> None:
    """Raises TypeError for a source of the other kind, or of none."""
    if getattr(tokens, "speaks_for", None) != whom:
        raise TypeError(f"These tokens do not speak for a {whom}: {type(tokens).__name__}.")
