"""A job without a person: a service that the sandbox knows, and the settings of who uses it."""

import pytest
from redis import Redis

from sandbox.server import Running
from tests.unit.test_settings import GOOD

SECRET = "canary-service-secret"


@pytest.fixture
def env(many: Running, valkey: str, redis: Redis) -> dict[str, str]:
    """Settings of a job for the account of `many`, the sandbox of the module that asks."""
    many.world.reset()
    account = many.world.accounts[0]
    many.world.register_service(
        "Jobs", "profile", account.id, client_id="jobs", client_secret=SECRET
    )
    return {
        **GOOD,
        "PROFILE_API_URL": many.api_url,
        "REDIS_URL": valkey,
        "PROFILE_M2M_CLIENT_ID": "jobs",
        "PROFILE_M2M_CLIENT_SECRET": SECRET,
    }
