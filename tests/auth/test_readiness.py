"""What is told of Profile's login to who watches, and what /readyz tells, from the same look."""

import pytest
from prometheus_client import CollectorRegistry

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_login import SERVER
from webapp.auth.discovery import STALE_SECONDS, Discovery
from webapp.bounded_http import Hosts
from webapp.readiness import CONFIRMED, DISCOVERY_EVERY, READY, Parts


class Watch:
    """A look a minute at a login; the time stands still between them."""

    def __init__(self, origin: str):
        self.now = 0.0
        self.parts, self.registry = Parts(), CollectorRegistry()
        self.login = Discovery(origin, Hosts(), lambda: self.now)
        self.registry.register(self.parts)

    def look(self, after: float = DISCOVERY_EVERY) -> tuple[float | None, float | None]:
        """Whether it is ready, and whether it is confirmed."""
        self.now += after
        self.parts.looked_for(self.login)
        ready = self.registry.get_sample_value(READY, {"part": "discovery"})
        return ready, self.registry.get_sample_value(CONFIRMED)


@pytest.fixture
def watch(wicked: Wicked) -> Watch:
    return Watch(wicked.origin)


def test_a_login_that_was_never_found_is_neither_ready_nor_confirmed(
    wicked: Wicked, watch: Watch
) -> None:
    honest = wicked.does.pop(SERVER)
    assert watch.look() == (0, 0)
    wicked.does[SERVER] = honest
    assert watch.look() == (1, 1)


def test_what_is_known_keeps_it_ready_for_hours_and_who_watches_hears_of_it_within_a_minute(
    wicked: Wicked, watch: Watch
) -> None:
    assert watch.look() == (1, 1)
    honest, wicked.does[SERVER] = wicked.does[SERVER], Answer(500)
    assert watch.look() == (1, 0)
    assert watch.look(STALE_SECONDS - 2 * DISCOVERY_EVERY) == (1, 0)
    assert watch.login.is_fresh()

    assert watch.look() == (0, 0)
    assert not watch.login.is_fresh()
    wicked.does[SERVER] = honest
    assert watch.look() == (1, 1)


def test_each_look_reads_it_anew(wicked: Wicked, watch: Watch) -> None:
    for _ in range(3):
        watch.look()

    assert len(wicked.asked(SERVER)) == 3
