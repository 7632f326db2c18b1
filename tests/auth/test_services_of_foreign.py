"""Profile's dialect of v4 against an authorization server that we did not write."""

import threading
import time
from collections.abc import Iterator

import pytest
from redis import Redis

from tests.support.foreign import Foreign, foreign_login
from tests.support.services import KEYS
from tests.unit.test_settings import GOOD
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import PROFILE_V4
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.auth.service_errors import GrantRefused, InvalidClient, ServiceTokenError
from webapp.auth.service_store import ServiceStore
from webapp.auth.service_token import ServiceTokenSource
from webapp.checkup import check_all
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Finding
from webapp.service_calls.probing import probe
from webapp.settings import from_env

SECRET = "canary-foreign-secret"
LIFE = 3600
MANY = 20


def client(client_id: str, method: str, grant: str = "client_credentials") -> dict[str, object]:
    of_people = grant == "authorization_code"
    return {
        "client_id": client_id,
        "client_secret": SECRET,
        "token_endpoint_auth_method": method,
        "grant_types": [grant],
        "response_types": ["code"] if of_people else [],
        "redirect_uris": ["https://dashboard.test/sign-in/callback"] if of_people else [],
    }


CLIENTS = [
    client("json", "client_secret_post"),
    client("basic", "client_secret_basic"),
    client("people", "client_secret_post", "authorization_code"),
]
CONFIGURATION = {
    "features": {"clientCredentials": {"enabled": True}, "devInteractions": {"enabled": False}},
    "ttl": {"ClientCredentials": LIFE},
}


@pytest.fixture(scope="module")
def foreign() -> Iterator[Foreign]:
    with foreign_login(CLIENTS, CONFIGURATION) as login:
        yield login


@pytest.fixture
def env(foreign: Foreign, valkey: str, redis: Redis) -> dict[str, str]:
    return {
        **GOOD,
        "PROFILE_API_URL": foreign.origin,
        "REDIS_URL": valkey,
        "PROFILE_M2M_CLIENT_ID": "json",
        "PROFILE_M2M_CLIENT_SECRET": SECRET,
    }


@pytest.fixture(params=["json", "basic"])
def either(env: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    """With the credentials in a JSON body, and by Basic with none."""
    return {**env, "PROFILE_M2M_CLIENT_ID": request.param, "PROFILE_M2M_AUTH": request.param}


def source(env: dict[str, str], redis: Redis, later: float = 0.0) -> ServiceTokenSource:
    """The tokens as of so many seconds from now."""
    sealer = Sealer(KEYS)
    calls = ServiceCalls(from_env(env), redis, sealer, ServiceEndpoint())
    service = calls.sources[0].service

    def clock() -> float:
        return time.time() + later

    return ServiceTokenSource(
        service, ServiceStore(redis, sealer, service), ServiceEndpoint(clock), clock
    )


def probed(env: dict[str, str], redis: Redis) -> Finding:
    calls = ServiceCalls(from_env(env), redis, Sealer(KEYS), ServiceEndpoint())
    tokens = calls.source(PROFILE_V4.key)
    assert tokens is not None
    return probe(calls, tokens)


def asked(foreign: Foreign, before: dict[str, int]) -> int:
    """Token requests since then."""
    return sum(foreign.counted().values()) - sum(before.values())


def test_it_serves_whichever_way_the_credentials_travel(
    either: dict[str, str], redis: Redis
) -> None:
    found = probed(either, redis)
    assert (found.is_well, found.answer) == (True, "ok"), found.said
    assert found.token_left is not None
    assert LIFE - 60 < found.token_left <= LIFE


def test_a_token_serves_until_near_its_end_and_is_renewed_once_then(
    either: dict[str, str], redis: Redis, foreign: Foreign
) -> None:
    before = foreign.counted()
    first = source(either, redis).access_token()
    assert source(either, redis).access_token() == first
    assert asked(foreign, before) == 1

    near = [source(either, redis, later=LIFE - 30).access_token() for _ in range(3)]
    assert len(set(near)) == 1
    assert near[0] != first
    assert asked(foreign, before) == 2


def test_a_token_that_it_forgot_is_asked_for_anew_once(
    either: dict[str, str], redis: Redis, foreign: Foreign
) -> None:
    assert probed(either, redis).is_well
    before = foreign.counted()
    foreign.forget()
    assert probed(either, redis).is_well
    assert asked(foreign, before) == 1


def test_many_that_need_one_at_once_make_one_request(
    env: dict[str, str], redis: Redis, foreign: Foreign
) -> None:
    before, together = foreign.counted(), threading.Barrier(MANY)
    given: list[str] = []

    def ask() -> None:
        tokens = source(env, redis)
        together.wait()
        given.append(tokens.access_token())

    threads = [threading.Thread(target=ask) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == MANY
    assert len(set(given)) == 1
    assert asked(foreign, before) == 1


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"PROFILE_M2M_CLIENT_SECRET": "canary-wrong"}, InvalidClient),
        ({"PROFILE_M2M_CLIENT_ID": "nobody"}, InvalidClient),
        ({"PROFILE_M2M_CLIENT_ID": "people"}, (GrantRefused, InvalidClient)),
    ],
    ids=["a wrong secret", "an unknown client", "a client for people"],
)
def test_what_it_refuses_is_told_with_what_to_do(
    env: dict[str, str], redis: Redis, changes: dict[str, str], kind: type[ServiceTokenError]
) -> None:
    changed = {**env, **changes}
    with pytest.raises(kind):
        source(changed, redis).access_token()

    found = probed(changed, redis)
    assert not found.is_well
    assert found.said.startswith("No token.")
    assert found.advice
    assert "canary" not in found.said + found.advice


def test_the_check_says_whether_it_works(env: dict[str, str]) -> None:
    states = [row.state for row in check_all(env) if row.check == "Service: Profile"]
    wrong = {**env, "PROFILE_M2M_CLIENT_SECRET": "canary-wrong"}
    states += [row.state for row in check_all(wrong) if row.check == "Service: Profile"]
    assert states == ["ok", "failed"]
