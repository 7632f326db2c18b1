"""One connection: this dashboard's own grant for one account, as the session remembers it."""

import secrets

import msgspec

from webapp.auth.whereabouts import is_shared


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """What pages need of a connection. Holds no token.

    `account_id` and `account_name` are None where the account was not shared (`account:read`
    denied). `person` names whose sessions this one belongs to, and `role` what they are in the
    account ("User", "Manager", "Owner", or another); None where nobody told.
    `renews` is the `work_key` of the connection of the same person and account before it, and
    `goes_on` the `draft_key` of the one from which somebody came to allow more.
    """

    id: str = msgspec.field(default_factory=lambda: secrets.token_hex(8))
    token_key: str
    scope: frozenset[str]
    account_id: str | None = None
    account_name: str | None = None
    person: str | None = None
    renews: str | None = None
    goes_on: str | None = None
    role: str | None = None

    @property
    def work_key(self) -> str:
        """The secret under which work done by it is kept; it stays when the connection is renewed,
        so that whoever is asked for one more permission finds what they had begun.
        """
        return self.renews or self.token_key

    @property
    def draft_key(self) -> str:
        """The secret under which lies what was prepared by it and not yet done. Whoever comes to
        allow more finds that again, also where Profile tells neither account nor person.
        """
        return self.goes_on or self.work_key

    @property
    def told_person(self) -> str | None:
        """Who it is, where Profile told; not an account that stands for all who use it."""
        return None if self.person is None or is_shared(self.person) else self.person

    def differs_from(self, other: "Connection") -> bool:
        """Whether it is told to be for another account, or of another person."""
        told = (self.account_id, other.account_id), (self.told_person, other.told_person)
        return any(mine != theirs for mine, theirs in told if mine and theirs)

    @property
    def account(self) -> str:
        """The account's id or, where that is not known, this connection's."""
        return self.account_id or self.id

    @property
    def drawn_for(self) -> str:
        """What forms carry: the account, and who uses it. A colleague in the same browser is
        somebody else.
        """
        return f"{self.account} {self.person or ''}"

    @property
    def label(self) -> str:
        """The account's name for people."""
        if self.account_name:
            return self.account_name
        known = "known" if "account:read" in self.scope else "shared"
        return f"Account name not {known}"

    @property
    def in_a_sentence(self) -> str:
        """The account's name, or what to call it where there is none to tell."""
        return self.account_name or "an account whose name was not shared"

    def __repr__(self) -> str:
        return f"Connection(account_id={self.account_id!r}, scope={sorted(self.scope)})"
