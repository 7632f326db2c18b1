"""Grants in; apps as the page lists them out, in an order that is always the same. Pure."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from webapp.api.envelope import Endpoint
from webapp.api.grants import App as Client
from webapp.api.grants import Grant
from webapp.auth.connection import Connection
from webapp.pages.connected_apps.kinds import Kind, kind_of
from webapp.people.search import fold, legible
from webapp.responses.filters import initials
from webapp.responses.scopes import SENTENCES, sentence

WRITES = frozenset({"profiles:write", "tags:manage", "account:write"})
"""Scopes that can change something; `tags:manage` reads and writes in one."""

LONGEST = 200
"""Characters of a name that are shown, however long an app's is."""

_LEFT = Endpoint("", payload=None)  # no call: a connection is left (`current.leave`)


@dataclass(frozen=True, slots=True)
class App:
    """One grant as a region of the page. `key` names it in addresses, whatever its id looks like;
    `connection` is the id of the connection of this session that it is, where it is one;
    `is_current` says that it is the very connection that shows the page, or may be: some platforms
    know one grant of an app only. Words are legible and no longer than LONGEST. `twin` tells
    it from others of the same name.
    """

    key: str
    grant: Grant
    name: str
    publisher: str
    account: str
    initials: str
    kind: Kind
    scopes: tuple[tuple[str, str], ...]
    is_current: bool
    connection: str = ""
    twin: str = ""

    @property
    def can_write(self) -> bool:
        """Whether it may change anything."""
        return bool(WRITES.intersection(self.grant.scopes))

    @property
    def readable(self) -> str:
        """Those that are known only to read: what is left of it once it is made read-only."""
        return " ".join(s for s in self.grant.scopes if s in SENTENCES and s not in WRITES)

    @property
    def full_name(self) -> str:
        """Its name, with what tells it from others of the same name: "Bot, Harbor & Finch (2)"."""
        return f"{self.name}, {self.twin}" if self.twin else self.name


def apps(
    grants: Sequence[Grant], is_ours: Callable[[Grant], bool], account: str | None = None
) -> list[App]:
    """The last used first, then by name, then the last granted first, then by id. `account` is the
    id of the one in use: what is ours elsewhere is not the connection that shows the page.
    """
    listed = sorted((_app(grant, account, is_ours=is_ours(grant)) for grant in grants), key=_order)
    return _told_apart(listed)


def own(connections: Sequence[Connection], active: str) -> list[App]:
    """The connections of this session, where nobody lists more: the one in use first."""
    ordered = sorted(connections, key=lambda known: known.id != active)
    return _told_apart([_own(known, is_current=known.id == active) for known in ordered])


def key_of(grant_id: str) -> str:
    """Stands for a grant in addresses and ids of the page: 16 hexadecimal digits."""
    return hashlib.sha256(grant_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _told_apart(listed: list[App]) -> list[App]:
    """By their accounts where names are the same, and by number where these are, too."""
    names = Counter(app.name for app in listed)
    met: Counter[tuple[str, str]] = Counter()
    told = []
    for app in listed:
        met[app.name, app.account] += 1
        number = met[app.name, app.account]
        twin = app.account if number == 1 else f"{app.account} ({number})"
        told.append(replace(app, twin=twin) if names[app.name] > 1 else app)
    return told


def _app(grant: Grant, account: str | None = None, *, is_ours: bool) -> App:
    is_here = None in (account, grant.account_id) or account == grant.account_id
    is_current = is_here if grant.is_current is None else grant.is_current
    name = _words(grant.app.name) or f"App without a name ({_words(grant.app.id)[:40]})"
    return App(
        key=key_of(grant.id),
        grant=grant,
        name=name,
        publisher=_words(grant.app.publisher),
        account=_words(grant.account_name or grant.account_id),
        initials=initials(_words(grant.app.name)),
        kind=kind_of(grant, is_ours=is_ours),
        scopes=tuple((_words(s), sentence(_words(s))) for s in dict.fromkeys(grant.scopes)),
        is_current=is_ours and is_current,
    )


def _own(known: Connection, *, is_current: bool) -> App:
    grant = Grant(
        id=known.id,
        app=Client(id="", name="This dashboard"),
        scopes=tuple(sorted(known.scope)),
        revocation=_LEFT,
        account_id=known.account_id,
        account_name=known.label,
        is_current=is_current,
    )
    return replace(_app(grant, is_ours=True), connection=known.id, is_current=is_current)


def _words(sent: str | None) -> str:
    """What somebody else wrote, as it may be shown."""
    return legible(sent or "")[:LONGEST]


def _order(app: App) -> tuple[float, str, float, str]:
    used, granted = app.grant.last_used_at, app.grant.granted_at
    return (
        -used.timestamp() if used else float("inf"),
        fold(app.name),
        -granted.timestamp() if granted else float("inf"),
        app.grant.id,
    )
