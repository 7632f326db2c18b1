"""What a session tells of itself to its own person, and whose it is."""

import hashlib
from typing import NamedTuple

import msgspec


class Whereabouts(msgspec.Struct, frozen=True, kw_only=True):
    """What a session tells of itself.

    `began_at`, the sign-in, and `noted_at` are in Unix seconds; `tokens` are Redis addresses.
    `mark` is the same for a session and the one that goes on in its place (`SignedIn.mark`).
    """

    browser: str
    place: str
    began_at: float
    noted_at: float = 0
    tokens: tuple[str, ...] = ()
    mark: str = ""


class OpenSession(NamedTuple):
    """A session as its person sees it. `handle` names it on a form and opens nothing."""

    handle: str
    address: str
    whereabouts: Whereabouts
    last_used_at: float

    def goes_on_with(self, other: "OpenSession") -> bool:
        """Whether both are one sign-in of one browser, on its way from one id to the next."""
        return self.address == other.address or bool(
            self.whereabouts.mark and self.whereabouts.mark == other.whereabouts.mark
        )


def person_name(issuer: str, subject: str | None, account_id: str | None) -> str | None:
    """Whose sessions belong together: the person where Profile tells who it is, else the account.

    None where neither is known: such a session is listed for itself only.
    """
    if subject is not None:
        return f"{issuer} subject {subject}"
    return None if account_id is None else f"{issuer} account {account_id}"


def is_shared(person: str) -> bool:
    """Whether this stands for everybody of an account (see `person_name`)."""
    return person.split(" ")[1] == "account"


def handle_of(address: str) -> str:
    """Names a session to its person, without the address under which it lies."""
    return hashlib.sha256(f"handle:{address}".encode()).hexdigest()[:24]
