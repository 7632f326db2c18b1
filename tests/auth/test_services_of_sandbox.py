"""Each dialect against the sandbox: the token, one call, and the documented refusals."""

from collections.abc import Iterator

import pytest
from redis import Redis

from sandbox.personify.tenants import EVENTS, MAIN_TENANT
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.services import KEYS
from tests.unit.test_settings import GOOD
from webapp.auth.sealing import Sealer
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Finding
from webapp.service_calls.probing import probe
from webapp.settings import from_env

SECRET = "canary+secret%of:a service"
KINDS = ("profile-v4", "profile-v3", "personify")


@pytest.fixture(scope="module")
def everywhere() -> Iterator[Running]:
    """A sandbox with every origin."""
    with running(build(6), v3_port=0, personify_port=0) as sandbox:
        yield sandbox


@pytest.fixture
def env(everywhere: Running) -> dict[str, str]:
    """The settings of every service there."""
    world = everywhere.world
    world.reset()
    jobs = world.register_service(
        "Jobs", "profile", world.accounts[0].id, client_id="jobs", client_secret=SECRET
    )
    shows = world.register_service(
        "Shows", "personify", MAIN_TENANT, client_id="shows", client_secret=SECRET
    )
    return {
        **GOOD,
        "PROFILE_API_URL": everywhere.api_url,
        "PROFILE_M2M_CLIENT_ID": jobs.client_id,
        "PROFILE_M2M_CLIENT_SECRET": SECRET,
        "PROFILE_V3_CLIENT_ID": jobs.client_id,
        "PROFILE_V3_CLIENT_SECRET": SECRET,
        "PROFILE_V3_URL": everywhere.v3_url,
        "PERSONIFY_CLIENT_ID": shows.client_id,
        "PERSONIFY_CLIENT_SECRET": SECRET,
        "PERSONIFY_TENANT_ID": MAIN_TENANT,
        "PERSONIFY_API_URL": everywhere.personify_url,
        "PERSONIFY_TOKEN_URL": f"{everywhere.personify_url}/connect/token",
        "PERSONIFY_EVENT_ID": EVENTS[MAIN_TENANT][0].id,
    }


def probed(env: dict[str, str], redis: Redis, key: str) -> Finding:
    calls = ServiceCalls(from_env(env), redis, Sealer(KEYS), ServiceEndpoint())
    tokens = calls.source(key)
    assert tokens is not None
    return probe(calls, tokens)


@pytest.mark.parametrize("auth", ["json", "basic"])
@pytest.mark.parametrize("key", KINDS)
def test_every_service_serves(key: str, auth: str, env: dict[str, str], redis: Redis) -> None:
    found = probed({**env, "PROFILE_M2M_AUTH": auth}, redis, key)

    assert (found.said, found.answer) == ("It serves.", "ok")
    assert found.token_left == pytest.approx(3600, abs=5)


@pytest.mark.parametrize("auth", ["json", "basic"])
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("profile-v4", "PROFILE_M2M_CLIENT_SECRET"),
        ("profile-v4", "PROFILE_M2M_CLIENT_ID"),
        ("profile-v3", "PROFILE_V3_CLIENT_SECRET"),
        ("personify", "PERSONIFY_CLIENT_SECRET"),
    ],
)
def test_a_wrong_secret_is_named(
    key: str, name: str, auth: str, env: dict[str, str], redis: Redis
) -> None:
    found = probed({**env, "PROFILE_M2M_AUTH": auth, name: "canary-wrong"}, redis, key)

    assert "invalid_client" in found.said
    assert "secret" in found.advice


@pytest.mark.parametrize("name", ["PERSONIFY_TENANT_ID", "PERSONIFY_EVENT_ID"])
def test_a_foreign_tenant_or_event_is_named(name: str, env: dict[str, str], redis: Redis) -> None:
    found = probed({**env, name: "another"}, redis, "personify")

    assert not found.is_well
    assert name in found.advice
