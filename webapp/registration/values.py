"""What is wished for, what is sent for it, and what comes of it: typed, without their secrets in
`repr`.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The client as this dashboard needs it.

    `client_auth` is "" where the operator did not choose. `initial_token` is what a server may
    want to see before it registers anybody (RFC 7591 section 3), "" for none.
    """

    api_url: str
    public_url: str
    name: str
    client_auth: str
    scopes: tuple[str, ...]
    initial_token: str = field(repr=False)

    @property
    def redirect_uri(self) -> str:
        """The one address that people come back to; as `Settings.redirect_uri`."""
        return f"{self.public_url}/sign-in/callback"


@dataclass(frozen=True, slots=True)
class Request:
    """One registration request, to be sent once. `client_auth` is the method that it names."""

    wish: Wish
    issuer: str
    url: str
    client_auth: str
    metadata: dict[str, object]


@dataclass(frozen=True, slots=True)
class Management:
    """Where, and with what, the registration itself can be read, changed and deleted (RFC 7592)."""

    uri: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Registered:
    """A client that the dashboard can use, as the server decided.

    `expires` is when its secret ends, None for never or where that is not told. `notes` are
    sentences on what is otherwise than asked for.
    """

    client_id: str
    client_secret: str = field(repr=False)
    client_auth: str
    expires: datetime | None
    management: Management | None
    notes: tuple[str, ...]
