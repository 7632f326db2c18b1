"""All that the sandbox remembers. One world serves every origin."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.account_settings import AccountSettings
from sandbox.aliases import AliasBook
from sandbox.audit import Audit
from sandbox.authorization.clients import Client
from sandbox.authorization.extensions import Extensions
from sandbox.authorization.ledger import Ledger
from sandbox.authorization.pushed import PushedRequests
from sandbox.authorization.records import Earlier
from sandbox.debriefs import Debriefs
from sandbox.faults import Faults
from sandbox.links import Links
from sandbox.meanwhile import Meanwhiles
from sandbox.outbox import Outbox
from sandbox.population.catalogue import Assessment
from sandbox.profiles import ProfileBook
from sandbox.roles import Role
from sandbox.services.clients import Service, Vendor
from sandbox.tags import TagBook
from sandbox.witness import Witness

RESEND_SECONDS = 60.0  # between two messages to the same person


@dataclass(frozen=True)
class Person:
    """Someone with a login; `roles` by account id. Not a profile: that is an assessed person."""

    id: str
    name: str
    email: str
    roles: dict[str, Role]


@dataclass(frozen=True)
class Account:
    """One customer of the platform, with all that belongs to it."""

    id: str
    name: str
    created_at: datetime
    trial_ends: datetime
    trial_end_as_number: bool
    reports_generated: int
    trial_reports_used: int
    profiles: ProfileBook
    tags: TagBook
    aliases: AliasBook
    settings: AccountSettings
    assessments: Sequence[Assessment]


@dataclass
class World:
    """Accounts, people who can sign in, registered clients, and all that happened since.

    `earlier` gives what was there before, anew each time. `resend_seconds` is how soon somebody
    may be written to again.
    """

    accounts: Sequence[Account]
    people: Sequence[Person]
    earlier: Callable[[], Earlier] = Earlier
    clients: dict[str, Client] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    pushed: PushedRequests = field(default_factory=PushedRequests)
    faults: Faults = field(default_factory=Faults)
    witness: Witness = field(default_factory=Witness)
    sign_ins: dict[str, Person] = field(default_factory=dict, repr=False)
    oddities: bool = True
    extensions: Extensions = field(default_factory=Extensions)
    debriefs: Debriefs = field(default_factory=Debriefs)
    audit: Audit = field(default_factory=Audit)
    meanwhile: Meanwhiles = field(default_factory=Meanwhiles)
    outbox: Outbox = field(default_factory=Outbox)
    links: Links = field(default_factory=Links)
    resend_seconds: float = RESEND_SECONDS

    def __post_init__(self) -> None:
        self._settle()

    def account(self, account_id: str) -> Account:
        """The account with this id, one of the world's."""
        return next(account for account in self.accounts if account.id == account_id)

    def person(self, person_id: str) -> Person | None:
        """The person with this id, if there is one."""
        return next((person for person in self.people if person.id == person_id), None)

    def accounts_of(self, person: Person) -> list[Account]:
        """The accounts a person may connect, in the order of the world."""
        return [account for account in self.accounts if account.id in person.roles]

    def register(
        self,
        name: str,
        redirect_uris: Sequence[str],
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
    ) -> Client:
        """Registers a confidential client; id and secret are made up where not given."""
        client = Client(
            client_id=client_id or f"client_{secrets.token_hex(8)}",
            client_secret=client_secret or secrets.token_urlsafe(32),
            name=name,
            redirect_uris=tuple(redirect_uris),
        )
        self.clients[client.client_id] = client
        return client

    def register_service(
        self, name: str, vendor: Vendor, belongs_to: str, **credentials: str
    ) -> Service:
        """Registers a service of an account (its id) or of a Personify tenant, as `register`."""
        service = Service(name=name, vendor=vendor, belongs_to=belongs_to, **credentials)
        self.services[service.client_id] = service
        return service

    def reset(self) -> None:
        """Puts the world back as it was seeded; services stay, and so do clients, but for those
        that registered themselves.
        """
        for client in [client for client in self.clients.values() if client.dynamic]:
            del self.clients[client.client_id]
        arrived = (self.sign_ins, self.pushed, self.ledger, self.witness)
        steered = (self.faults, self.meanwhile)
        for each in (*arrived, *steered, self.debriefs, self.audit, self.outbox, self.links):
            each.clear()
        self.oddities, self.resend_seconds = True, RESEND_SECONDS
        self.extensions = Extensions()
        for account in self.accounts:
            account.profiles.reset()
            account.tags.reset()
            account.aliases.reset()
            account.settings.reset()
        self._settle()

    def _settle(self) -> None:
        earlier = self.earlier()
        self.ledger.earlier = list(earlier.grants)
        self.clients |= {client.client_id: client for client in earlier.clients}
