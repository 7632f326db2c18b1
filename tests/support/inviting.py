"""Browsers that send invites, each with a connection and an engine of its own, on one platform."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count

import pytest
from redis import Redis

from sandbox.server import Running
from sandbox.world import World
from tests.support.connected import connected
from tests.support.consent import Consent
from webapp.api import PlatformApi
from webapp.auth.sealing import Sealer
from webapp.background.owner import Owner
from webapp.batches import Batch
from webapp.batches.carrying_out import SETTLES
from webapp.inviting import Invitee, Inviting, Way
from webapp.inviting.trade import InviteTrade
from webapp.own_log import Buffered
from webapp.services import Services
from webapp.settings import Settings

LIFE = 600
"""Seconds for which a batch is kept."""
PATIENCE = 60.0
"""Seconds after which a test that waits for the end of a batch gives up."""
INVITE = "/api/v4/profile"
"""Begins the address by which invites are sent."""


class Sender:
    """One browser's way to the engine. Its process is its own, and waits without waiting."""

    def __init__(self, owner: Owner, api: PlatformApi, inviting: Callable[..., Inviting]):
        self.owner, self.api = owner, api
        self.paused: list[float] = []
        self.later = 0.0
        self.engine = inviting(self.paused.append, lambda: time.time() + self.later).batches
        self.may_read = True
        self._forms = count()

    @property
    def trade(self) -> InviteTrade:
        return InviteTrade(self.api.invites, self.api.profiles.every if self.may_read else None)

    def begin(self, to: Sequence[str], name: str | None = None) -> str:
        """Send a form (None: one drawn anew); returns the batch's id."""
        batch_id = f"{self.owner.token_key} {next(self._forms)}" if name is None else name
        wishes = [Invitee(each, Way.EMAIL if "@" in each else Way.SMS) for each in to]
        self.engine.begin(self.owner, batch_id, wishes, self.trade, LIFE)
        return batch_id

    def send(self, to: Sequence[str], name: str | None = None) -> Batch[Invitee]:
        """The same, and wait for its end."""
        return self.end_of(self.begin(to, name))

    def go_on(self, batch: Batch[Invitee]) -> Batch[Invitee]:
        """Press Continue when everything has settled, and wait for its end."""
        self.later += SETTLES
        self.engine.go_on(self.owner, batch, self.trade, LIFE)
        return self.end_of(batch.id)

    def end_of(self, batch_id: str) -> Batch[Invitee]:
        """The batch once nobody is at it any more."""
        ended = self.engine.look(self.owner, batch_id, PATIENCE)
        assert not ended.is_running, ended
        return ended


NewSender = Callable[..., Sender]


@pytest.fixture
def new_sender(services: Services, settings: Settings, redis: Redis) -> NewSender:
    """Signs in a browser, as `person`; or, with `like`, opens another tab of that one, which
    another process serves."""

    def inviting(pause: Callable[[float], None], clock: Callable[[], float]) -> Inviting:
        return Inviting(redis, Sealer(settings.secret_keys), pause, clock)

    def make(person: str = "Rosalind Achebe", like: Sender | None = None) -> Sender:
        if like is not None:
            return Sender(like.owner, like.api, inviting)
        key = services.tokens.add(
            connected(services, Consent(person), ["profiles:read", "profiles:write"])
        )
        api = services.platform(services.keeper(key), Buffered(), is_patient=True)
        return Sender(Owner(f"canary-work {key}", key, "one account"), api, inviting)

    return make


@pytest.fixture
def sender(new_sender: NewSender) -> Sender:
    return new_sender()


@pytest.fixture
def world(platform: Running) -> World:
    """The platform's memory."""
    return platform.world


def newcomers(many: int) -> list[str]:
    """People who are in no account."""
    return [f"newcomer{number}@people.test" for number in range(many)]


def written_to(world: World) -> Counter[str]:
    """How many messages went to each."""
    return Counter(message.to for message in world.outbox.messages())
