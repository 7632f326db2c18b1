"""What `REDIS_URL` may say, and what it means."""

import pytest
from redis import Redis
from redis.connection import Connection, ConnectionPool, SSLConnection
from redis.sentinel import SentinelConnectionPool

from webapp.redis_connection import connect, parse


def pool(url: str) -> ConnectionPool:
    client: Redis = connect(url)
    return client.connection_pool


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("redis://127.0.0.1", {"host": "127.0.0.1"}),
        ("redis://a:b%40c@host.test:6380/3", {"username": "a", "password": "b@c", "db": 3}),
        ("rediss://host.test/0?ssl_ca_certs=/ca.pem", {"ssl_ca_certs": "/ca.pem"}),
        ("unix:///run/valkey.sock?db=2", {"path": "/run/valkey.sock", "db": 2}),
    ],
)
def test_one_server_is_named_by_its_address(url: str, options: dict[str, object]) -> None:
    address = parse(url)

    assert address.sentinels == ()
    assert options.items() <= address.options.items()


def test_sentinels_are_named_before_the_service_that_they_watch() -> None:
    address = parse("redis+sentinel://a:b%40c@one.test:26380,two.test,[::1]:26381/sessions?db=4")

    assert address.sentinels == (("one.test", 26380), ("two.test", 26379), ("::1", 26381))
    assert address.service == "sessions"
    assert address.options == {"username": "a", "password": "b@c", "db": 4}
    assert address.sentinel_options == {}


def test_sentinels_may_want_a_login_of_their_own() -> None:
    address = parse("redis+sentinel://one.test/sessions?sentinel_username=x&sentinel_password=y")

    assert address.options == {}
    assert address.sentinel_options == {"username": "x", "password": "y"}


def test_both_sentinels_and_servers_are_asked_over_tls() -> None:
    url = "rediss+sentinel://one.test,two.test/sessions?ssl_ca_certs=/ca.pem"

    found = pool(url)

    assert issubclass(found.connection_class, SSLConnection)
    assert found.connection_kwargs["ssl_ca_certs"] == "/ca.pem"
    assert isinstance(found, SentinelConnectionPool)
    for sentinel in found.sentinel_manager.sentinels:
        assert sentinel.connection_pool.connection_class is SSLConnection
        assert sentinel.connection_pool.connection_kwargs["ssl_ca_certs"] == "/ca.pem"


def test_a_server_is_asked_without_tls_only_where_the_address_says_so() -> None:
    assert pool("redis://host.test").connection_class is Connection
    assert pool("rediss://host.test").connection_class is SSLConnection


def test_nodes_of_a_cluster_are_asked_as_user_and_over_tls() -> None:
    address = parse("rediss+cluster://me:p%40ss@one.test,[::1]:7000/0?ssl_ca_certs=/ca.pem")

    assert address.nodes == (("one.test", 6379), ("::1", 7000))
    assert address.options == {
        "username": "me",
        "password": "p@ss",
        "ssl": True,
        "ssl_ca_certs": "/ca.pem",
    }
    assert not address.trusts_anybody


def test_the_database_may_stand_behind_the_name_that_sentinels_know() -> None:
    assert parse("redis+sentinel://one.test/sessions/2").options["db"] == 2


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("redis+cluster://one.test/sessions", "write redis.cluster://"),
        ("redis+cluster://one.test/1", "write redis.cluster://"),
        ("redis+cluster://one.test?db=1", "no db but 0"),
        ("redis+cluster://one.test,", "each node of a Cluster is written host:port"),
        ("redis+cluster://:canary@one.test?ssl_canary=1", "not well-formed"),
        ("redis+cluster:///0", "write redis.cluster://"),
        ("http://host.test", "must begin with redis://"),
        ("redis-canary", "must begin with redis://"),
        ("redis://host.test:canary", "not well-formed"),
        ("redis://:canary@host.test?db=canary", "not well-formed"),
        ("redis://host.test?ssl_ca_certs=/canary.pem", "not well-formed"),
        ("rediss://host.test?ssl_canary=1", "not well-formed"),
        ("rediss://host.test?ssl_cert_reqs=canary", "not well-formed"),
        ("redis://host.test?socket_timeout=600", "db, client_name and ssl_… settings only"),
        ("redis://host.test?decode_responses=1", "db, client_name and ssl_… settings only"),
        ("redis://[::1", "not well-formed"),
        ("redis+sentinel://one.test,two.test", "write redis.sentinel://"),
        ("redis+sentinel:///sessions", "write redis.sentinel://"),
        ("redis+sentinel://one.test,/sessions", "each Sentinel is written host:port"),
        ("redis+sentinel://one.test:99999/sessions", "each Sentinel is written host:port"),
        ("redis+sentinel://one.test:canary/sessions", "each Sentinel is written host:port"),
        ("redis+sentinel://:canary@one.test/sessions/0/canary", "write redis.sentinel://"),
        ("redis+sentinel://one.test/sessions?sentinel_timeout=9", "settings only"),
        ("redis://host.test?sentinel_password=canary", "settings only"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(
    url: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint) as refused:
        parse(url)

    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_address_does_not_print_its_password() -> None:
    address = parse("redis+sentinel://:canary@one.test/sessions?sentinel_password=canary")

    assert "canary" not in repr(address)
