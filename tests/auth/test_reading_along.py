"""What a page reads of Redis comes together, and nothing of it is older than its request."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from redis import Redis

from tests.support.sentinels import listening, sentinel, sentinel_url, watch_instead
from webapp.redis_connection import connect, read_along

LIFE = 100


@pytest.fixture
def along(valkey: str, redis: Redis) -> Iterator[Redis]:  # emptied first
    """A client of the dashboard; nothing of a request is left over afterwards."""
    with connect(valkey) as client:
        for key in ("session", "tokens", "views"):
            client.set(key, key[0])
        yield client
    read_along.begin_without()


@pytest.fixture
def asked(redis: Redis) -> Callable[[], int]:
    """How often Redis was written to by clients since the last look: packets, not commands."""

    def count() -> int:
        told = redis.info("stats")
        return int(told["total_reads_processed"])

    return count


def page(client: Redis, name: str, *more: str) -> list[Any]:
    """One request for a page that needs these values."""
    read_along.begin(name)
    return [client.getex("session", ex=LIFE), *(client.getex(key) for key in more)]


def test_what_the_page_needed_last_time_comes_in_one_go(
    along: Redis, asked: Callable[[], int]
) -> None:
    assert page(along, "team", "tokens", "views") == [b"s", b"t", b"v"]
    before = asked()
    assert page(along, "team", "tokens", "views") == [b"s", b"t", b"v"]

    assert asked() - before == 2, "the page's one packet, and this question's"


def test_another_page_brings_what_it_needs_itself(along: Redis, asked: Callable[[], int]) -> None:
    page(along, "team", "tokens", "views")
    along.persist("views")
    page(along, "person", "tokens")
    before = asked()
    page(along, "person", "tokens")

    assert asked() - before == 2
    assert page(along, "team", "views") == [b"s", b"v"]


def test_each_request_sees_what_others_wrote_before_it(along: Redis, redis: Redis) -> None:
    page(along, "team", "tokens")
    redis.set("tokens", "fresh")

    assert page(along, "team", "tokens") == [b"s", b"fresh"]
    redis.delete("tokens")
    assert page(along, "team", "tokens") == [b"s", None]


def test_what_came_along_serves_once(along: Redis, redis: Redis) -> None:
    page(along, "team", "tokens")
    read_along.begin("team")
    along.getex("session", ex=LIFE)
    redis.set("tokens", "fresh")

    assert along.getex("tokens") == b"t", "as it was when the request began"
    assert along.getex("tokens") == b"fresh"


def test_whoever_writes_asks_for_each_value_when_it_matters(along: Redis, redis: Redis) -> None:
    page(along, "team", "tokens")
    read_along.begin_without()
    along.getex("session", ex=LIFE)
    redis.set("tokens", "fresh")

    assert along.getex("tokens") == b"fresh"


def test_lives_are_begun_anew_as_ever(along: Redis, redis: Redis) -> None:
    page(along, "team", "tokens")
    redis.persist("session")

    page(along, "team", "tokens")

    assert 0 < int(redis.ttl("session")) <= LIFE
    assert redis.ttl("tokens") == -1


def test_a_connection_that_was_closed_meanwhile_costs_nobody_an_answer(
    along: Redis, redis: Redis
) -> None:
    page(along, "team", "tokens")
    for _ in range(2):
        redis.client_kill_filter(_type="normal", skipme=True)
        assert page(along, "team", "tokens") == [b"s", b"t"]
        redis.client_kill_filter(_type="normal", skipme=True)
        assert along.get("views") == b"v"


def test_all_that_was_read_is_told_in_its_order(along: Redis) -> None:
    for _ in range(2):
        page(along, "team", "tokens", "views")
        told = read_along.reads()

        assert told is not None
        assert [(question.key, answer) for question, answer in told.items()] == [
            ("session", b"s"),
            ("tokens", b"t"),
            ("views", b"v"),
        ]


@pytest.mark.parametrize(
    "more",
    [
        lambda along, _: along.get("views"),
        lambda along, _: along.set("views", "w"),
        lambda along, _: along.pipeline(transaction=False).get("views").execute(),
        lambda along, redis: (along.getex("views"), redis.set("views", "w"), along.getex("views")),
    ],
    ids=["asks", "writes", "in one go", "sees a change"],
)
def test_of_a_request_that_does_anything_else_nothing_is_told(
    along: Redis, redis: Redis, more: Callable[[Redis, Redis], object]
) -> None:
    page(along, "team", "tokens")
    more(along, redis)

    assert read_along.reads() is None


def test_what_comes_along_comes_from_the_primary_that_the_sentinels_name() -> None:
    with listening() as first, listening() as second, sentinel(first) as port:
        for server, name in ((first, "first"), (second, "second")):
            with Redis(port=server.port) as admin:
                for key in ("session", "tokens"):
                    admin.set(key, name)
        with connect(sentinel_url(port)) as client:
            for _ in range(2):
                assert page(client, "team", "tokens") == [b"first", b"first"]
            with Redis(port=first.port) as admin:
                asked_one_by_one = admin.info("stats")["total_reads_processed"]
                page(client, "team", "tokens")
                assert admin.info("stats")["total_reads_processed"] - asked_one_by_one == 2
                admin.replicaof("127.0.0.1", second.port)
            watch_instead(port, second)

            assert page(client, "team", "tokens") == [b"second", b"second"]
    read_along.begin_without()
