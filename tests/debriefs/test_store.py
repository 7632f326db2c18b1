"""States of debriefs on a real Valkey: one writer alone, sealed, for a while."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from redis import Redis

from tests.support.valkey import addresses, alive, dump, own_server, url
from tests.support.waiting import wait_until
from webapp.api.debriefs import Debrief
from webapp.auth.sealing import Sealer
from webapp.background import Pulses
from webapp.background import pulse as pulse_life
from webapp.debriefs.states import LONGEST, Failed, Reason, Writing, Written
from webapp.debriefs.store import DebriefStore

KEY, OTHER_KEY = "canary-token-key", "another-token-key"
SOMEBODY, SOMEBODY_ELSE = "66a1f0c2b7d8e9001c3a4b5d", "66a1f0c2b7d8e9001c3a4b5e"
WRITTEN = Written(Debrief("Theo holds the line."), 1001.0)
LIFE = 600


class Clock:
    """A time that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def pulses(redis: Redis) -> list[str]:
    return alive(redis, "pulse")


def lapse(redis: Redis) -> None:
    """What time does to a pulse that nobody keeps."""
    for key in pulses(redis):
        redis.delete(key)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(redis: Redis, clock: Clock) -> DebriefStore:
    return DebriefStore(redis, Sealer([b"k" * 32]), clock)


def test_nothing_is_known_before_anybody_asks(store: DebriefStore) -> None:
    assert store.look(KEY, SOMEBODY) is None


def test_whoever_claims_it_writes_and_everybody_sees_what_came(store: DebriefStore) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    assert store.look(KEY, SOMEBODY) == Writing(1000.0, claim.pulse)

    store.finish(claim, WRITTEN)

    assert store.look(KEY, SOMEBODY) == WRITTEN
    assert store.look(KEY, SOMEBODY_ELSE) is None
    assert store.look(OTHER_KEY, SOMEBODY) is None, "another session sees it"


def test_of_many_who_claim_at_once_one_succeeds(redis: Redis, store: DebriefStore) -> None:
    many = 12
    together = Barrier(many)
    stores = [DebriefStore(redis, Sealer([b"k" * 32])) for _ in range(many)]

    def claim(each: DebriefStore) -> object:
        together.wait()
        return each.claim(KEY, SOMEBODY, LIFE)

    with ThreadPoolExecutor(many) as pool:
        assert sum(claim is not None for claim in pool.map(claim, stores)) == 1


def test_of_many_who_try_again_at_once_one_succeeds(redis: Redis, store: DebriefStore) -> None:
    first = store.claim(KEY, SOMEBODY, LIFE)
    assert first is not None
    store.finish(first, Failed(Reason.UNCLEAR))

    with ThreadPoolExecutor(12) as pool:
        claims = pool.map(lambda _: store.claim(KEY, SOMEBODY, LIFE), range(12))
        assert sum(claim is not None for claim in claims) == 1


@pytest.mark.parametrize("state", [WRITTEN, None], ids=["written", "being written"])
def test_nobody_claims_what_is_written_or_under_way(
    store: DebriefStore, state: Written | None
) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    if state is not None:
        store.finish(claim, state)

    assert store.claim(KEY, SOMEBODY, LIFE) is None


def test_a_mark_that_nobody_came_back_to_is_an_interruption_and_can_be_claimed(
    store: DebriefStore, clock: Clock
) -> None:
    store.claim(KEY, SOMEBODY, LIFE)
    clock.now += LONGEST + 1

    assert store.look(KEY, SOMEBODY) == Failed(Reason.INTERRUPTED)
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    assert store.look(KEY, SOMEBODY) == Writing(clock.now, claim.pulse)


def test_whoever_is_heard_of_no_more_is_told_as_interrupted_by_redis_own_clock(
    redis: Redis, store: DebriefStore
) -> None:
    dead = store.claim(KEY, SOMEBODY, LIFE)
    assert dead is not None
    (pulse,) = pulses(redis)
    assert 0 < int(redis.pttl(pulse)) <= pulse_life.LIFE * 1000
    lapse(redis)

    assert store.look(KEY, SOMEBODY) == Failed(Reason.INTERRUPTED)
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    store.finish(dead, WRITTEN)
    assert store.look(KEY, SOMEBODY) == Writing(1000.0, claim.pulse)


def test_one_who_was_given_up_does_not_pass_for_the_one_who_came_after(
    redis: Redis, store: DebriefStore
) -> None:
    given_up = store.claim(KEY, SOMEBODY, LIFE)
    assert given_up is not None
    lapse(redis)
    store.claim(KEY, SOMEBODY, LIFE)
    lapse(redis)

    Pulses(redis).beat(given_up.pulse)

    assert store.look(KEY, SOMEBODY) == Failed(Reason.INTERRUPTED)


def test_whoever_is_at_it_goes_on_being_heard_of(redis: Redis) -> None:
    quick = Pulses(redis, beats_every=0.01)

    with quick.kept("somebody"):
        for _ in range(3):
            lapse(redis)
            wait_until(lambda: quick.is_felt("somebody"), "another beat")


def test_whoever_claims_in_vain_is_not_heard_of(redis: Redis, store: DebriefStore) -> None:
    store.claim(KEY, SOMEBODY, LIFE)

    assert store.claim(KEY, SOMEBODY, LIFE) is None

    assert len(pulses(redis)) == 1


def test_an_answer_that_comes_after_all_is_kept(store: DebriefStore, clock: Clock) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    clock.now += LONGEST + 1

    store.finish(claim, WRITTEN)

    assert store.look(KEY, SOMEBODY) == WRITTEN


def test_whoever_was_given_up_changes_nothing_for_the_one_who_came_after(
    store: DebriefStore, clock: Clock
) -> None:
    late = store.claim(KEY, SOMEBODY, LIFE)
    assert late is not None
    clock.now += LONGEST + 1
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None

    store.finish(late, Failed(Reason.UNCLEAR))

    assert store.look(KEY, SOMEBODY) == Writing(clock.now, claim.pulse)


def test_nothing_lives_longer_than_was_said_at_first(redis: Redis, store: DebriefStore) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    (address,) = alive(redis, "debrief")
    redis.expire(address, 60)
    assert claim is not None

    store.finish(claim, Failed(Reason.UNCLEAR))
    store.claim(KEY, SOMEBODY, LIFE)

    assert 0 < int(redis.ttl(address)) <= 60


def test_when_its_time_is_over_a_late_answer_brings_nothing_back(
    redis: Redis, store: DebriefStore
) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    redis.flushall()

    store.finish(claim, WRITTEN)

    assert addresses(redis) == []


def test_a_dump_says_neither_who_nor_what(redis: Redis, store: DebriefStore) -> None:
    claim = store.claim(KEY, SOMEBODY, LIFE)
    assert claim is not None
    store.finish(claim, WRITTEN)

    stolen = dump(redis)

    assert b"debrief:" in stolen
    for secret in (KEY, SOMEBODY, "Theo", "holds"):
        assert secret.encode() not in stolen
    assert KEY not in repr(claim)


def test_what_came_is_held_on_to_while_redis_is_away() -> None:
    with own_server() as server, Redis.from_url(url(server)) as redis:
        store = DebriefStore(redis, Sealer([b"k" * 32]))
        claim = store.claim(KEY, SOMEBODY, LIFE)
        assert claim is not None
        redis.config_set("min-replicas-to-write", 1)

        with ThreadPoolExecutor(1) as pool:
            finishing = pool.submit(store.finish, claim, WRITTEN)
            refused = "errorstat_NOREPLICAS"
            wait_until(lambda: refused in redis.info("errorstats"), "a write that is refused")
            redis.config_set("min-replicas-to-write", 0)
            finishing.result(20)

        assert store.look(KEY, SOMEBODY) == WRITTEN
