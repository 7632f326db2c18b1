"""`webapp check` on each thing that may be broken: it is named, with what to do."""

import json
from collections.abc import Iterator

import pytest
from redis import Redis

from sandbox.server import Running
from tests.auth.test_service_calls import environment as service_settings
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL
from tests.support.services import SECRET, TOKEN_PATHS, HonestService
from tests.support.valkey import addresses, own_server, url
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_wire import SILENCE
from webapp.checkup import as_json, as_table, check_all, is_well
from webapp.checkup.row import Row, State

CLIENT = "Client"
REDIRECT = "Redirect address"


@pytest.fixture
def env(platform: Running, valkey: str, redis: Redis) -> dict[str, str]:
    """Settings with which all is well."""
    callback = [f"{PUBLIC_URL}/sign-in/callback"]
    platform.world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    return environment(platform, valkey)


def checked(env: dict[str, str], seconds: float = 10) -> dict[str, Row]:
    """What was found, by the name of the check; no secret is in it."""
    rows = check_all(env, seconds)
    told = as_table(rows, 100) + as_json(rows)
    assert "canary" not in told
    assert CLIENT_SECRET not in told
    assert is_well(rows) == all(row.state is not State.FAILED for row in rows)
    return {row.check: row for row in rows}


def states(rows: dict[str, Row]) -> dict[str, State]:
    return {name: row.state for name, row in rows.items()}


def broken(rows: dict[str, Row]) -> list[str]:
    return [name for name, row in rows.items() if row.state is State.FAILED]


def test_all_is_well_and_what_is_not_configured_is_no_failure(
    env: dict[str, str], redis: Redis
) -> None:
    rows = checked(env)

    assert broken(rows) == []
    assert [name for name, row in rows.items() if row.state is State.SKIPPED] == [
        "Service: Profile",
        "Service: Profile v3 (legacy)",
        "Service: Personify",
    ]
    assert rows["Service: Personify"].said == "Not configured."
    assert addresses(redis) == []


def test_weak_settings_are_named_and_nothing_else_is_asked(env: dict[str, str]) -> None:
    rows = checked({**env, "SECRET_KEYS": "canary", "WORKERS": "none"})

    assert broken(rows) == ["Settings"]
    assert "SECRET_KEYS" in rows["Settings"].said
    assert "WORKERS" in rows["Settings"].said
    assert list(states(rows).values())[1:] == [State.SKIPPED] * 7


def test_a_redis_that_is_away_is_named(env: dict[str, str]) -> None:
    rows = checked({**env, "REDIS_URL": "redis://:canary-password@127.0.0.1:9/0"})

    assert broken(rows) == ["Redis"]
    assert "REDIS_URL" in rows["Redis"].advice


@pytest.fixture
def evicting() -> Iterator[str]:
    with own_server(maxmemory="100mb", **{"maxmemory-policy": "allkeys-lru"}) as server:
        yield url(server)


def test_a_redis_that_evicts_is_named_unless_it_is_accepted(
    env: dict[str, str], evicting: str
) -> None:
    rows = checked({**env, "REDIS_URL": evicting})
    assert broken(rows) == ["Redis"]
    assert "noeviction" in rows["Redis"].advice

    rows = checked({**env, "REDIS_URL": evicting, "ALLOW_WEAK": "evicting-redis"})
    assert broken(rows) == []
    assert "accepted" in rows["Redis"].said


def test_a_redis_that_takes_nothing_is_named(env: dict[str, str]) -> None:
    with own_server(maxmemory="1", **{"maxmemory-policy": "noeviction"}) as full:
        rows = checked({**env, "REDIS_URL": url(full)})

    assert broken(rows) == ["Redis"]
    assert "cannot be written" in rows["Redis"].said


def test_a_login_that_cannot_be_found_is_named(env: dict[str, str]) -> None:
    rows = checked({**env, "PROFILE_API_URL": "http://127.0.0.1:9"})

    assert broken(rows) == ["Discovery"]
    assert "PROFILE_API_URL" in rows["Discovery"].advice
    assert rows[CLIENT].state is rows[REDIRECT].state is State.SKIPPED


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_wrong_secret_is_named(method: str, env: dict[str, str]) -> None:
    rows = checked({**env, "PROFILE_CLIENT_SECRET": "canary-wrong", "PROFILE_CLIENT_AUTH": method})

    assert CLIENT in broken(rows)
    assert "PROFILE_CLIENT_SECRET" in rows[CLIENT].advice


def test_an_address_that_is_not_registered_is_named(env: dict[str, str]) -> None:
    rows = checked({**env, "PUBLIC_URL": "https://elsewhere.test"})

    assert REDIRECT in broken(rows)
    assert "https://elsewhere.test/sign-in/callback" in rows[REDIRECT].advice


def test_a_service_that_refuses_the_client_is_named(env: dict[str, str], wicked: Wicked) -> None:
    HonestService(wicked)
    wicked.does[TOKEN_PATHS["v3"]] = Answer(401, {"error": "invalid_client"})
    services = {
        **service_settings(wicked.origin, "v3"),
        **service_settings(wicked.origin, "personify"),
    }

    rows = checked({**env, **services})

    assert broken(rows) == ["Service: Profile v3 (legacy)"]
    personify = rows["Service: Personify"]
    assert (personify.state, personify.answer) == (State.OK, "ok")
    assert personify.token_age is not None
    assert personify.milliseconds is not None
    assert SECRET not in repr(rows)


def test_what_hangs_is_given_up_in_time(env: dict[str, str], wicked: Wicked) -> None:
    wicked.does[TOKEN_PATHS["v3"]] = SILENCE

    rows = checked({**env, **service_settings(wicked.origin, "v3")}, seconds=1)

    assert broken(rows) == ["Service: Profile v3 (legacy)"]
    assert "within 1 second" in rows["Service: Profile v3 (legacy)"].said
    wicked.stopping.set()


def test_machines_read_the_same(env: dict[str, str]) -> None:
    told = json.loads(as_json(check_all(env, 10)))

    assert told["ok"] is True
    assert [check["check"] for check in told["checks"]][:3] == ["Settings", "Redis", "Discovery"]
    assert {check["state"] for check in told["checks"]} == {"ok", "skipped"}
