"""Who comes too often is told how long to wait, by a store that knows nobody's name."""

from collections.abc import Iterator

import pytest
import time_machine
from redis import Redis
from redis.exceptions import RedisError

from tests.support.sentinels import SERVICE, listening, sentinel
from tests.support.valkey import addresses, dump, own_server, url
from webapp.rates import REFRESHES, WRITES, WRITES_FROM_ADDRESS, Rate, Rates, TooOften, sign_ins
from webapp.redis_connection import connect

THRICE = Rate("test", 3, 60)
ANN = "ann@finch.test"
KEY = b"k" * 32


@pytest.fixture
def rates(redis: Redis) -> Rates:
    return Rates(redis, KEY)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stands still until the test moves it."""
    with time_machine.travel(1_800_000_000.0, tick=False) as clock:
        yield clock


def test_as_many_as_the_rate_allows_pass_and_the_next_is_refused(rates: Rates) -> None:
    for _ in range(3):
        rates.check(THRICE, ANN)

    with pytest.raises(TooOften):
        rates.check(THRICE, ANN)


def test_asking_instead_of_checking_counts_as_well(rates: Rates) -> None:
    assert [rates.allows(THRICE, ANN) for _ in range(4)] == [True, True, True, False]


def test_people_and_rates_are_counted_apart(rates: Rates) -> None:
    for _ in range(3):
        rates.check(THRICE, ANN)

    rates.check(THRICE, "ben@finch.test")
    rates.check(Rate("other", 3, 60), ANN)


def test_several_processes_count_together(redis: Redis, valkey: str) -> None:
    with Redis.from_url(valkey) as elsewhere:
        both = [Rates(redis, KEY), Rates(elsewhere, KEY)]
        passed = [both[turn % 2].allows(THRICE, ANN) for turn in range(6)]

    assert passed == [True] * 3 + [False] * 3


def test_the_wait_ends_when_the_oldest_leaves_the_window(
    rates: Rates, clock: time_machine.Traveller
) -> None:
    for _ in range(3):
        rates.check(THRICE, ANN)
        clock.shift(10)
    with pytest.raises(TooOften) as refusal:
        rates.check(THRICE, ANN)
    assert refusal.value.retry_after == 30

    clock.shift(29)
    assert not rates.allows(THRICE, ANN)
    clock.shift(2)
    assert rates.allows(THRICE, ANN)
    assert not rates.allows(THRICE, ANN), "the window moves; it does not empty at once"


def test_no_burst_passes_at_the_turn_of_a_minute(
    rates: Rates, clock: time_machine.Traveller
) -> None:
    clock.move_to(1_800_000_059.0)
    assert [rates.allows(THRICE, ANN) for _ in range(3)] == [True] * 3

    clock.move_to(1_800_000_061.0)
    assert not rates.allows(THRICE, ANN)


def test_what_is_refused_does_not_lengthen_the_wait(
    rates: Rates, clock: time_machine.Traveller
) -> None:
    for _ in range(50):
        rates.allows(THRICE, ANN)
        clock.shift(1)

    clock.shift(11)
    assert rates.allows(THRICE, ANN)


def test_one_list_a_person_and_rate_that_is_bounded_and_ends_by_itself(
    rates: Rates, redis: Redis
) -> None:
    """One key a script, too: so a Redis Cluster can run it."""
    for _ in range(50):
        rates.allows(THRICE, ANN)
        rates.allows(REFRESHES, ANN)

    (ours,) = [key for key in addresses(redis) if key.startswith("rate:test/")]
    assert len(addresses(redis)) == 2
    assert redis.llen(ours) == 3
    assert 0 < int(redis.ttl(ours)) <= 60


def test_every_key_is_told_by_its_first_word(rates: Rates, redis: Redis) -> None:
    for rate in (REFRESHES, WRITES, WRITES_FROM_ADDRESS, sign_ins(5)):
        rates.check(rate, ANN)

    assert sorted(key.split("/")[0] for key in addresses(redis)) == [
        "rate:address-write",
        "rate:refresh",
        "rate:sign-in",
        "rate:write",
    ]


def test_a_dump_names_nobody(redis: Redis) -> None:
    Rates(redis, KEY).check(THRICE, ANN)
    own = addresses(redis)

    assert ANN.encode() not in dump(redis)
    redis.flushall()
    Rates(redis, b"another key of thirty-two bytes!!").check(THRICE, ANN)
    assert addresses(redis) != own, "without the key nobody can try names"


def test_a_name_that_is_no_text_is_counted_all_the_same(rates: Rates) -> None:
    assert rates.allows(THRICE, "\udcff\n")


def test_without_the_store_nobody_is_let_through() -> None:
    with own_server() as server, Redis.from_url(url(server)) as client:
        rates = Rates(client, KEY)
        rates.check(THRICE, ANN)
        server.stop()

        with pytest.raises(RedisError):
            rates.check(THRICE, ANN)
        with pytest.raises(RedisError):
            rates.allows(THRICE, ANN)


def test_a_store_that_forgot_everything_is_asked_anew(rates: Rates, redis: Redis) -> None:
    rates.check(THRICE, ANN)
    redis.script_flush()
    redis.flushall()

    rates.check(THRICE, ANN)


def test_counting_finds_its_way_by_sentinels() -> None:
    with (
        listening() as primary,
        sentinel(primary) as port,
        connect(f"redis+sentinel://127.0.0.1:{port}/{SERVICE}") as client,
    ):
        rates = Rates(client, KEY)

        assert [rates.allows(THRICE, ANN) for _ in range(4)] == [True] * 3 + [False]


def test_the_operator_says_how_often_one_may_sign_in() -> None:
    assert sign_ins(7) == Rate("sign-in", 7, 60)
