"""Builds a world that looks real, the same for the same seed, size and day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.account_settings import AccountSettings, logo_of
from sandbox.aliases import AliasBook
from sandbox.connected_apps import ConnectedApps
from sandbox.identifiers import Identifiers, Kind
from sandbox.population.aliases import planned_aliases
from sandbox.population.catalogue import catalogue
from sandbox.population.customers import MAIN, SECOND, Customer
from sandbox.population.edges import EDGES
from sandbox.population.profile_list import Edge, ProfileList
from sandbox.population.tags import planned_tags
from sandbox.profiles import ProfileBook
from sandbox.roles import Role
from sandbox.tags import TagBook
from sandbox.world import Account, Person, World

MOST_PEOPLE = 100_000
SECOND_ACCOUNT_PEOPLE = 23
_FEWEST_FOR_EDGES = 20
_POPULATION = Path(__file__).with_name("population")

# Name, and role in the main and in the second account.
_PEOPLE = (
    ("Rosalind Achebe", Role.OWNER, Role.OWNER),
    ("Mateus Lindgren", Role.MANAGER, None),
    ("Priya Castellanos", Role.USER, None),
    ("Jonas Weatherby", Role.MANAGER, Role.USER),
)


def build(
    people: int = 60,
    *,
    seed: int = 1,
    today: datetime | None = None,
    edge_people: bool = True,
    connected_apps: bool = True,
) -> World:
    """A world with `people` profiles in its main account (0 to 100,000) and 23 in its second.

    `today` is the moment up to which things happened, by default the last midnight (UTC).
    `edge_people` lets a main account of 20 or more end in a handful of awkward profiles.
    `connected_apps` lets the people have connected a handful of apps before; what these did is
    told from this very moment, whatever `today` is.
    Raises ValueError for another number of people.
    """
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(f"people must be between 0 and {MOST_PEOPLE:,}, not {people:,}")
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    seeding = _Seeding(seed, today or midnight)
    edges = EDGES if edge_people and people >= _FEWEST_FOR_EDGES else ()
    accounts = (
        seeding.account(0, MAIN, people, edges),
        seeding.account(1, SECOND, SECOND_ACCOUNT_PEOPLE, ()),
    )
    everybody = seeding.people(accounts)
    if not connected_apps:
        return World(accounts, everybody)
    apps = ConnectedApps(everybody, accounts, Identifiers(seed), datetime.now(UTC))
    return World(accounts, everybody, apps)


class _Seeding:
    """What every part of a world is derived from: the seed, its ids, and the day."""

    def __init__(self, seed: int, today: datetime) -> None:
        self._seed, self._today, self._ids = seed, today, Identifiers(seed)

    def account(
        self, number: int, customer: Customer, size: int, edges: tuple[Edge, ...]
    ) -> Account:
        ids, seed, today = self._ids, self._seed, self._today
        domain = customer.domain
        profiles = ProfileList(
            ids, number, size, seed=seed, today=today, domain=domain, edges=edges
        )
        tags = planned_tags(customer.tags, profiles, ids, number, seed=seed, today=today)
        aliases = planned_aliases(customer.aliases, profiles, ids, number, seed=seed, today=today)
        created = today - timedelta(days=560 + 40 * number, microseconds=670_944)
        return Account(
            id=ids.write(Kind.ACCOUNT, number, 0),
            name=customer.name,
            created_at=created,
            trial_ends=today + timedelta(days=13 + 8 * number),
            trial_end_as_number=number == 0,
            reports_generated=size * 3 // 10,
            trial_reports_used=min(size // 12, 5),
            profiles=ProfileBook(profiles, ids, number),
            tags=TagBook(tags, ids, number),
            aliases=AliasBook(aliases, ids, number),
            settings=self._settings(number, customer),
            assessments=catalogue(ids, number, created, customer.disabled),
        )

    def _settings(self, number: int, customer: Customer) -> AccountSettings:
        changed = self._today - timedelta(days=9 + number, microseconds=130_112)
        drawn = customer.logo and (_POPULATION / customer.logo).read_bytes()
        logo = logo_of(drawn) if drawn else None
        return AccountSettings(customer.preferences, logo, changed)

    def people(self, accounts: tuple[Account, ...]) -> tuple[Person, ...]:
        return tuple(
            Person(
                id=self._ids.write(Kind.PERSON, 0, index),
                name=name,
                email=f"{name.lower().replace(' ', '.')}@harborfinch.test",
                roles={
                    account.id: role
                    for account, role in zip(accounts, roles, strict=True)
                    if role is not None
                },
            )
            for index, (name, *roles) in enumerate(_PEOPLE)
        )
