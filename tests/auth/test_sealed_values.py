import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis

from tests.support.valkey import addresses, dump
from webapp.auth.errors import KeyMissing
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer

SECONDS = 60


@pytest.fixture
def values(redis: Redis) -> SealedValues:
    return SealedValues(redis, Sealer([b"k" * 32]), "session")


@pytest.fixture
def secret(values: SealedValues) -> str:
    secret = new_secret()
    values.add(secret, b"first", SECONDS)
    return secret


def seen(values: SealedValues, secret: str) -> bytes:
    stored = values.read(secret)
    assert stored is not None
    return stored.seen


def test_redis_holds_neither_the_secret_nor_the_value(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    assert secret.encode() not in dump(redis)
    assert b"first" not in dump(redis)


def test_a_dump_with_the_server_keys_opens_nothing_without_the_secret(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    (address,) = addresses(redis)
    thief = SealedValues(redis, Sealer([b"k" * 32]), "session")

    assert thief.read(address) is None
    assert thief.read(address.removeprefix("session:")) is None


def test_a_value_is_replaced_only_over_what_was_read(values: SealedValues, secret: str) -> None:
    early = seen(values, secret)

    assert values.replace(secret, early, b"second")
    assert not values.replace(secret, early, b"late")
    assert values.read(secret).value == b"second"  # type: ignore[union-attr]


def test_an_ended_value_is_gone_and_no_late_write_revives_it(
    values: SealedValues, secret: str
) -> None:
    early = seen(values, secret)

    values.end(secret, SECONDS)

    assert values.read(secret) is None
    assert not values.replace(secret, early, b"late")
    values.add(secret, b"late", SECONDS)
    assert values.read(secret) is None


def test_a_value_is_taken_once(values: SealedValues, secret: str) -> None:
    assert values.take(secret) == b"first"
    assert values.take(secret) is None


def test_what_another_key_sealed_cannot_be_read_and_stays_for_those_who_can(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    behind = SealedValues(redis, Sealer([b"o" * 32]), "session")

    for act in (behind.read, behind.take):
        with pytest.raises(KeyMissing):
            act(secret)

    assert values.take(secret) == b"first"


def test_a_secret_that_somebody_made_up_finds_nothing_whatever_the_keys(redis: Redis) -> None:
    assert SealedValues(redis, Sealer([b"o" * 32]), "session").read("made up") is None


def test_reading_extends_the_life_only_where_asked(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    values.read(secret)
    assert redis.ttl(values.address(secret)) <= SECONDS

    values.read(secret, extend_seconds=500)
    assert redis.ttl(values.address(secret)) > SECONDS


def test_replacing_leaves_the_life_as_it_was(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    values.replace(secret, seen(values, secret), b"second")

    assert 0 < redis.ttl(values.address(secret)) <= SECONDS


class _Trap:
    """Unpickling it writes a file."""

    def __init__(self, path: Path):
        self._path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._path,)


def test_a_pickle_planted_in_redis_runs_nothing(
    redis: Redis, values: SealedValues, secret: str, tmp_path: Path
) -> None:
    trap = tmp_path / "sprung"
    redis.set(values.address(secret), pickle.dumps(_Trap(trap)))

    assert values.read(secret) is None
    assert not trap.exists()


def test_what_changed_meanwhile_is_not_ended(
    redis: Redis, values: SealedValues, secret: str
) -> None:
    early = seen(values, secret)
    late = values.replace(secret, early, b"second")

    assert not values.end_unchanged(secret, early, SECONDS)
    assert values.read(secret).value == b"second"  # type: ignore[union-attr]

    assert late is not None
    assert values.end_unchanged(secret, late, SECONDS)
    assert values.end_unchanged(secret, late, SECONDS), "a lost answer makes redis-py ask again"
    assert values.read(secret) is None
    assert 0 < redis.ttl(values.address(secret)) <= SECONDS
