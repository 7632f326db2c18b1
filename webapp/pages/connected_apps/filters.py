"""Which of the apps are asked for: by words, scope, kind, and how long they were not used; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from webapp.pages.connected_apps.apps import App
from webapp.pages.connected_apps.kinds import Kind
from webapp.people.search import fold, legible, quoted, tokens
from webapp.responses.scopes import sentence

UNUSED_DAYS = (7, 30, 90, 365)
LONGEST_SCOPE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """`unused` is a number of days; what is None or "" is not asked. `whole` shows however many
    there are.
    """

    q: str = ""
    scope: str = ""
    kind: Kind | None = None
    unused: int | None = None
    whole: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything keeps apps out of the list."""
        return replace(self, whole=False) != Asked()

    @property
    def with_all(self) -> "Asked":
        """The same, however many there are."""
        return replace(self, whole=True)

    def query(self) -> str:
        """The shortest query string that asks for the same."""
        parts = (("q", self.q), ("scope", self.scope), ("kind", self.kind), ("unused", self.unused))
        given = [(name, str(value)) for name, value in parts if value]
        given += [("whole", "1")] if self.whole else []
        return f"?{urlencode(given)}" if given else ""


def parse(args: Mapping[str, str]) -> tuple[Asked, tuple[str, ...]]:
    """What is asked for, and a sentence for each thing that was left out. Never fails."""
    notes: list[str] = []
    kind, unused = args.get("kind", "").strip(), args.get("unused", "").strip()
    if kind and kind not in set(Kind):
        notes.append(f"{quoted(kind)} is no kind of app; showing every kind.")
        kind = ""
    if unused and unused not in map(str, UNUSED_DAYS):
        notes.append(f"{quoted(unused)} is no number of days to choose; showing all.")
        unused = ""
    asked = Asked(
        q=legible(args.get("q", ""))[:200],
        scope=args.get("scope", "").strip()[:LONGEST_SCOPE],
        kind=Kind(kind) if kind else None,
        unused=int(unused) if unused else None,
        whole=bool(args.get("whole")),
    )
    return asked, tuple(notes)


def fitting(apps: Sequence[App], asked: Asked, now: datetime) -> list[App]:
    """Those asked for, in the order given; `now` is aware."""
    words = tokens(asked.q)
    since = now - timedelta(days=asked.unused) if asked.unused else None

    def fits(app: App) -> bool:
        grant = app.grant
        if asked.scope and asked.scope not in grant.scopes:
            return False
        if asked.kind and app.kind is not asked.kind:
            return False
        if since and not (grant.tells_use and not_used_since(app, since)):
            return False
        text = fold(" ".join((app.name, app.publisher, app.account)))
        return all(word in text for word in words)

    return [app for app in apps if fits(app)]


def not_used_since(app: App, moment: datetime) -> bool:
    """Whether its last use, or else its grant, lies before a moment; both untold is no."""
    latest = app.grant.last_used_at or app.grant.granted_at
    return latest is not None and latest < moment


@dataclass(frozen=True, slots=True)
class Choices:
    """What the selects offer, as (value, label) pairs; the first lifts the filter."""

    scope: tuple[tuple[str, str], ...]
    kind: tuple[tuple[str, str], ...]
    unused: tuple[tuple[str, str], ...]


def choices(apps: Sequence[App]) -> Choices:
    """Only what occurs."""
    scopes = sorted({s for app in apps for s in app.grant.scopes if len(s) <= LONGEST_SCOPE})
    kinds = [kind for kind in Kind if any(app.kind is kind for app in apps)]
    return Choices(
        scope=(("", "Any permission"), *((scope, sentence(scope)) for scope in scopes)),
        kind=(("", "Any kind"), *((kind.value, kind.label) for kind in kinds)),
        unused=(("", "Used or not"), *((str(d), f"Not used for {d} days") for d in UNUSED_DAYS)),
    )
