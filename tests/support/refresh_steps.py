"""A process in the middle of a refresh, held at a step of it, and others in the same need.

The victim has a wire of its own to Valkey; the wire to the login is everybody's.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from redis import Redis

from tests.support.connected import connected
from tests.support.dashboard import environment
from tests.support.far_login import FarLogin
from tests.support.keepers import Answer, Errand, KeeperProcess, keeper_processes
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.redis_calls import is_lock_release, is_token_write
from tests.support.valkey import socket_path
from webapp.services import Services, build_services
from webapp.settings import from_env

LOCK_LIFE = 0.6
TOGETHER = 5


class Scene(NamedTuple):
    """A victim with its wires, and others in the same need."""

    far: FarLogin
    store_wire: Proxy
    victim: KeeperProcess
    others: KeeperProcess
    errand: Errand

    def sent_out_to(self, held: Toxic) -> Toxic:
        """The victim sets out, and stands where this holds it."""
        self.victim.start([self.errand])
        held.wait()
        return held

    def kill(self, held: Toxic) -> None:
        """The victim dies where this holds it, and what was held is lost."""
        held.wait()
        self.victim.kill()
        held.let_go(drop=True)

    def everybody(self) -> list[Answer]:
        """What others get, all at once."""
        self.others.start([self.errand] * TOGETHER)
        return self.others.answers()


@pytest.fixture
def far_services(far: FarLogin, valkey: str, redis: Redis) -> Services:
    return build_services(from_env(environment(far.platform, valkey)))


@pytest.fixture
def scene(far: FarLogin, valkey: str, far_services: Services) -> Iterator[Scene]:
    """Somebody needs another token than the one that the platform refused."""
    tokens = connected(far_services)
    errand = Errand(far_services.tokens.add(tokens), tokens.access_token, LOCK_LIFE)
    with ExitStack() as stack:
        store_wire = stack.enter_context(proxied(socket_path(valkey)))
        urls = f"redis://127.0.0.1:{store_wire.port}", valkey
        victim, others = (
            stack.enter_context(keeper_processes(1, environment(far.platform, url)))[0]
            for url in urls
        )
        yield Scene(far, store_wire, victim, others, errand)


def before_the_mark(scene: Scene) -> Toxic:
    """With the lock, while a fresh process still reads where the token endpoint is."""
    return scene.sent_out_to(scene.far.hold(Kind.HOLD_REQUEST, b"GET /.well-known/"))


def before_the_call_arrives(scene: Scene) -> Toxic:
    return scene.sent_out_to(scene.far.hold(Kind.HOLD_REQUEST))


def before_the_answer_arrives(scene: Scene) -> Toxic:
    return scene.sent_out_to(scene.far.hold(Kind.HOLD_ANSWER))


def before_the_save(scene: Scene) -> Toxic:
    answer = before_the_answer_arrives(scene)
    save = scene.store_wire.add(Toxic(Kind.HOLD_REQUEST, is_token_write))
    answer.let_go()
    return save


def before_the_release(scene: Scene) -> Toxic:
    return scene.sent_out_to(scene.store_wire.add(Toxic(Kind.HOLD_REQUEST, is_lock_release)))
