"""The apps that the seeded people connected before this sandbox ran, and what these did since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sandbox.activity import KEPT, Entry, Journal
from sandbox.app_plans import PLANS, AppPlan, ConnectionPlan
from sandbox.authorization.records import Earlier, Grant
from sandbox.identifiers import Identifiers, Kind
from sandbox.population.draws import Draws
from sandbox.times import in_milliseconds
from sandbox.world import Account, Person

# What an app may do by each scope: action, and what it is done to.
_POSSIBLE: dict[str, tuple[tuple[str, Kind | None], ...]] = {
    "profiles:read": (
        ("profiles.list", None),
        ("profile.read", Kind.PROFILE),
        ("debrief.read", Kind.PROFILE),
    ),
    "tags:manage": (("tags.list", None), ("tag.set_profiles", Kind.TAG)),
    "account:read": (("account.read", None),),
}
_TAGS = 3  # the first so many of an account, which every account has
_REFUSED_EACH = 8  # of so many calls one is refused, where the plan has something refused


@dataclass(frozen=True)
class ConnectedApps:
    """Derived from the world's people, accounts and ids, as they stood at the moment `now`."""

    people: Sequence[Person]
    accounts: Sequence[Account]
    ids: Identifiers
    now: datetime

    def __call__(self) -> Earlier:
        """The apps, always the same, and grants, new ones each time, as at the beginning."""
        connections = [(plan, connection) for plan in PLANS for connection in plan.connections]
        grants = [self._grant(place, *each) for place, each in enumerate(connections)]
        return Earlier([plan.client for plan in PLANS], grants)

    def _grant(self, position: int, plan: AppPlan, connection: ConnectionPlan) -> Grant:
        account = self.accounts[connection.account]
        grant = Grant(
            id=self.ids.write(Kind.GRANT, connection.account, position),
            client_id=plan.client.client_id,
            person_id=self.people[connection.person].id,
            account_id=account.id,
            scopes=connection.scopes,
            granted_at=self.now - timedelta(days=connection.granted),
            updated_at=self._ago(connection.changed),
            last_used_at=self._ago(connection.used),
            expires_at=self._ago(connection.runs_out),
        )
        if grant.last_used_at is not None:
            past = _Past(self, grant, grant.last_used_at, plan, connection)
            grant.journal = Journal(past.entries, connection.calls)
        return grant

    def _ago(self, days: float | None) -> datetime | None:
        return None if days is None else self.now - timedelta(days=days)


class _Past(NamedTuple):
    """What an app did under a grant, `until` the last use before."""

    apps: ConnectedApps
    grant: Grant
    until: datetime
    plan: AppPlan
    connection: ConnectionPlan

    def entries(self) -> list[Entry]:
        """The calls that are kept, oldest first; the newest is the last use."""
        kept = range(min(self.connection.calls, KEPT))
        return [self._entry(number) for number in reversed(kept)]

    def _entry(self, number: int) -> Entry:
        """The call that so many others came after; the further back, the rarer they are."""
        draws = Draws(self.grant.id, number)
        way_back = (number / self.connection.calls) ** 2
        refused = self.connection.refused
        denied = bool(refused) and number % _REFUSED_EACH == _REFUSED_EACH - 1
        action, target = (refused, None) if denied else self._deed(draws)
        return Entry(
            id="68" + "".join(f"{draws.below(256):02x}" for _ in range(11)),
            at=in_milliseconds(self.until - (self.until - self.grant.granted_at) * way_back),
            action=action,
            target=target,
            via=self.plan.via,
            outcome="denied" if denied else "ok",
        )

    def _deed(self, draws: Draws) -> tuple[str, str | None]:
        possible = [each for scope in self.grant.scopes for each in _POSSIBLE.get(scope, ())]
        action, kind = possible[draws.below(len(possible))]
        profiles = self.apps.accounts[self.connection.account].profiles.seeded
        many = len(profiles) if kind is Kind.PROFILE else _TAGS
        if kind is None or not many:
            return action, None
        return action, self.apps.ids.write(kind, self.connection.account, draws.below(many))
