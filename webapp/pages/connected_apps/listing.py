"""Apps and a question in; the page out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.api.grants import Activity
from webapp.current.grants import Source
from webapp.pages.connected_apps.apps import App
from webapp.pages.connected_apps.did import all_findings
from webapp.pages.connected_apps.filters import Asked, Choices, choices, fitting, parse
from webapp.pages.connected_apps.findings import Finding

SHOWN_AT_ONCE = 50
"""Apps on the page, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One app, and what about it deserves a look."""

    app: App
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """`fitting` fit the question, of `everyone`; `shown` are those on the page. `to_review` have
    findings, whatever is asked. `compared` says of how many it was read what they did.
    """

    source: Source
    asked: Asked
    notes: tuple[str, ...]
    everyone: tuple[App, ...]
    fitting: tuple[Shown, ...]
    to_review: tuple[Shown, ...]
    choices: Choices
    compared: int = 0

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The first so many, unless all are asked for."""
        return self.fitting if self.asked.whole else self.fitting[:SHOWN_AT_ONCE]

    @property
    def others(self) -> tuple[App, ...]:
        """All but the connection that shows the page; none where Profile lists none to revoke."""
        if self.source is not Source.PROFILE:
            return ()
        return tuple(app for app in self.everyone if not app.is_current)

    def shows_gone(self, key: str) -> bool:
        """Whether this list is the proof that the app of a key has no permission."""
        if not key or self.source is not Source.PROFILE:
            return False
        return all(app.key != key for app in self.everyone)

    @property
    def found(self) -> str:
        """How many, for the eye and the ear: "3 of 14 apps"."""
        count = len(self.everyone)
        apps = "1 app" if count == 1 else f"{count:,} apps"
        return f"{len(self.fitting):,} of {apps}" if self.asked.narrows else apps


def listing(
    source: Source,
    apps: Sequence[App],
    args: Mapping[str, str],
    now: datetime,
    did: Mapping[str, Activity | None] | None = None,
) -> Listing:
    """`args` is the query string, `now` an aware moment; `did` is what apps did lately, by their
    keys, where that was read.
    """
    asked, notes = parse(args)
    read = did or {}
    known = {app.key: Shown(app, all_findings(app, read.get(app.key), now)) for app in apps}
    reviewed = sorted((s for s in known.values() if s.findings), key=lambda s: -len(s.findings))
    return Listing(
        source=source,
        asked=asked,
        notes=notes,
        everyone=tuple(apps),
        fitting=tuple(known[app.key] for app in fitting(apps, asked, now)),
        to_review=tuple(reviewed),
        choices=choices(apps),
        compared=len(read),
    )
