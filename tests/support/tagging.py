"""Browsers that change tags, each with a connection and an engine of its own, on one platform."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

import pytest
from redis import Redis

from sandbox.audit import Row as AuditRow
from sandbox.population.tags import Tag as SandboxTag
from sandbox.server import Running
from tests.support.connected import connected
from tests.support.consent import Consent
from webapp.api.tags import TagsApi
from webapp.auth.sealing import Sealer
from webapp.background.owner import Owner
from webapp.own_log import Buffered
from webapp.services import Services
from webapp.settings import Settings
from webapp.tagging import Change, State, Tagging, Wish

LIFE = 600
"""Seconds for which a change is kept."""
PATIENCE = 30.0
"""Seconds after which a test that waits for the end of a change gives up."""
API = "/api/v4/tag"
"""Begins every address of tags."""


class Hand:
    """One browser's way to the engine. Its process is its own, and waits without waiting."""

    def __init__(self, owner: Owner, tags: TagsApi, redis: Redis, sealer: Sealer):
        self.owner, self.tags = owner, tags
        self.paused: list[float] = []
        self.engine = Tagging(redis, sealer, pause=self.paused.append)
        self._forms = count()

    def begin(self, wish: Wish, form: str | None = None) -> str:
        """Send a form (None: one drawn anew); returns the change's id."""
        name = f"form {next(self._forms)}" if form is None else form
        return self.engine.begin(self.owner, name, wish, self.tags, LIFE)

    def do(self, wish: Wish, form: str | None = None) -> Change:
        """The same, and wait for its end."""
        return self.end_of(self.begin(wish, form))

    def undo(self, change: Change) -> Change:
        """Take it back, and wait for the end of that."""
        return self.end_of(self.engine.undo(self.owner, self.look(change), self.tags, LIFE))

    def go_on(self, change: Change) -> Change:
        """Press Continue, and wait for its end."""
        self.engine.go_on(self.owner, change, self.tags, LIFE)
        return self.end_of(change.id)

    def look(self, change: Change) -> Change:
        """The change as it is now."""
        return self.engine.look(self.owner, change.id)

    def end_of(self, change_id: str) -> Change:
        """The change once nobody is at it any more."""
        ended = self.engine.look(self.owner, change_id, PATIENCE)
        assert ended.state is not State.RUNNING, ended
        return ended


NewHand = Callable[..., Hand]


@pytest.fixture
def new_hand(services: Services, settings: Settings, redis: Redis) -> NewHand:
    """Signs in a browser, as `person`; or, with `like`, opens another tab of that one, which
    another process serves."""

    def make(person: str = "Rosalind Achebe", like: Hand | None = None) -> Hand:
        sealer = Sealer(settings.secret_keys)
        if like is not None:
            return Hand(like.owner, like.tags, redis, sealer)
        tokens = connected(services, Consent(person), ["tags:manage"])
        key = services.tokens.add(tokens)
        tags = services.platform(services.keeper(key), Buffered(), is_patient=True).tags
        return Hand(Owner(f"canary-work {key}", key, "one account"), tags, redis, sealer)

    return make


@pytest.fixture
def hand(new_hand: NewHand) -> Hand:
    return new_hand()


class Book:
    """The tags of the main account as the platform holds them."""

    def __init__(self, platform: Running):
        self.world = platform.world
        self.account = self.world.accounts[0]

    @property
    def first(self) -> SandboxTag:
        """The first tag, "Leadership"."""
        return self.account.tags[0]

    def tag(self, tag_id: str) -> SandboxTag:
        return self.account.tags.find(tag_id)

    def members(self, tag_id: str) -> frozenset[str]:
        return frozenset(self.tag(tag_id).profiles)

    def labels(self) -> list[str]:
        return [tag.label for tag in self.account.tags]

    def people(self, many: int, first: int = 0) -> list[str]:
        """Ids of people of the account."""
        return [self.account.profiles.id_at(first + n) for n in range(many)]

    def others(self, many: int) -> list[str]:
        """People who do not have the first tag."""
        known = self.members(self.first.id)
        everybody = (self.account.profiles.id_at(n) for n in range(len(self.account.profiles)))
        return [who for who in everybody if who not in known][:many]

    def writes(self, action: str = "tag.") -> list[AuditRow]:
        return self.world.audit.rows(action)

    def set_members(self, tag_id: str, people: Iterable[str]) -> None:
        """As the platform's own pages would, without a row in the audit."""
        self.account.tags.set_profiles(tag_id, people)


@pytest.fixture
def book(platform: Running) -> Book:
    return Book(platform)


def ids(rows: Iterable[AuditRow], name: str) -> list[str]:
    """The people whom these writes name under `added` or `removed`, in order."""
    found: list[str] = []
    for row in rows:
        named = row.details[name]
        assert isinstance(named, Sequence)
        found.extend(named)
    return found
