"""Who is signed in: the only file that reads and writes identity in the session."""

import hashlib
from collections.abc import MutableMapping
from typing import Any

import msgspec

from webapp.auth import form_token
from webapp.auth.connection import Connection

MOST_CONNECTIONS = 5
"""Accounts that one session may hold at once; the eldest goes when another comes."""

_KEY = "signed_in"
_PRESENTING = "presenting"
"""Beside the identity: a request that was under way and writes that back leaves it as it is."""


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in person: their connections, and the `active` one that pages act for.

    `form_key` is this session's secret for its forms; it stays when the session goes on under a
    new id. `presenting` says that people are shown without their names.
    """

    connections: tuple[Connection, ...]
    active: str
    form_key: str = msgspec.field(default_factory=form_token.new_key)
    presenting: bool = False

    @property
    def connection(self) -> Connection:
        """The connection that this request acts for."""
        return next(known for known in self.connections if known.id == self.active)

    @property
    def others(self) -> tuple[Connection, ...]:
        """The connections that the person could switch to."""
        return tuple(known for known in self.connections if known.id != self.active)

    def may(self, scope: str) -> bool:
        """Whether this scope was granted (never: whether it was asked for)."""
        return scope in self.connection.scope

    def drawn_for(self, token: str) -> Connection | None:
        """The connection whose account a form token was drawn for; None where it is gone."""
        matching = (
            known for known in self.connections if form_token.is_for(token, known.drawn_for)
        )
        return next(matching, None)

    def new_token(self) -> str:
        """A token for the forms of one answer, which is drawn for this account, as it now is."""
        account = self.connection.drawn_for
        return form_token.masked(self.form_key, account, names_hidden=self.presenting)

    @property
    def mark(self) -> str:
        """Tells this session apart, under whatever id it goes on; tells nothing of its secrets."""
        return hashlib.sha256(f"session:{self.form_key}".encode()).hexdigest()

    @property
    def pseudonym_key(self) -> bytes:
        """The secret behind this session's pseudonyms; never shown, and not that of its forms."""
        return hashlib.sha256(f"pseudonyms:{self.form_key}".encode()).digest()

    def is_renewed_by(self, fresh: Connection) -> bool:
        """Whether it is surely the same person who signed in to one of these accounts again."""
        known = {(c.person, c.account_id) for c in self.connections if c.person and c.account_id}
        return (fresh.person, fresh.account_id) in known

    def with_connection(self, fresh: Connection) -> "SignedIn":
        """Act for a fresh connection; one for the same account gives way, and so does a surplus."""
        kept = [known for known in self.connections if known.account != fresh.account]
        connections = (*kept[-(MOST_CONNECTIONS - 1) :], fresh)
        return msgspec.structs.replace(self, connections=connections, active=fresh.id)

    def switched(self, connection_id: str) -> "SignedIn | None":
        """Act for another connection; None where the session has no such one."""
        if connection_id not in {known.id for known in self.connections}:
            return None
        return msgspec.structs.replace(self, active=connection_id)

    def without(self, connection_id: str) -> "SignedIn | None":
        """Without a connection; the latest that is left becomes active, None when none is."""
        left = tuple(known for known in self.connections if known.id != connection_id)
        if not left:
            return None
        active = left[-1].id if self.active == connection_id else self.active
        return msgspec.structs.replace(self, connections=left, active=active)

    def with_scope(self, scope: frozenset[str]) -> "SignedIn":
        """The active connection with the scope that its newest tokens carry."""
        return self._with_active(msgspec.structs.replace(self.connection, scope=scope))

    def told(self, *, account_name: str | None, role: str | None) -> "SignedIn":
        """The active connection with what Profile now tells of the account and the person in it."""
        told = msgspec.structs.replace(self.connection, account_name=account_name, role=role)
        return self._with_active(told)

    def _with_active(self, altered: Connection) -> "SignedIn":
        connections = tuple(altered if c.id == self.active else c for c in self.connections)
        return msgspec.structs.replace(self, connections=connections)

    def shown(self, *, presenting: bool) -> "SignedIn":
        """With people's names from now on, or without them."""
        return msgspec.structs.replace(self, presenting=presenting)

    def write(self, session: MutableMapping[str, Any]) -> None:
        """Make this the session's identity."""
        identity = msgspec.to_builtins(self)
        if identity.pop(_PRESENTING):
            session[_PRESENTING] = True
        else:
            session.pop(_PRESENTING, None)
        session[_KEY] = identity

    @classmethod
    def read(cls, session: MutableMapping[str, Any]) -> "SignedIn | None":
        """The session's identity; None where there is none that this version can read."""
        try:
            person = msgspec.convert(session.get(_KEY), cls | None)
        except msgspec.ValidationError:
            return None
        if person is None or person.switched(person.active) is None:
            return None
        return person.shown(presenting=session.get(_PRESENTING) is True)

    def __repr__(self) -> str:
        return f"SignedIn({self.connection!r}, connections={len(self.connections)})"
