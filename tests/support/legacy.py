"""A dashboard on the older API, v3, of a sandbox that serves it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis

from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.platform import PEOPLE, knowing_us
from webapp import create_app
from webapp.settings import Settings, from_env


def environment_of_v3(platform: Running, redis_url: str) -> dict[str, str]:
    """The settings, as environment variables."""
    return {
        **environment(platform, redis_url),
        "PROFILE_API_VERSION": "v3",
        "PROFILE_V3_URL": platform.v3_url,
    }


@pytest.fixture(scope="module")
def _with_v3() -> Iterator[Running]:
    with running(build(PEOPLE), v3_port=0) as sandbox:
        yield sandbox


@pytest.fixture
def platform(_with_v3: Running) -> Iterator[Running]:
    """A sandbox that serves v3 too, instead of the others' one."""
    with knowing_us(_with_v3):
        yield _with_v3


@pytest.fixture
def settings(platform: Running, valkey: str) -> Settings:
    return from_env(environment_of_v3(platform, valkey))


@pytest.fixture
def app(settings: Settings, redis: Redis) -> Flask:
    return create_app(settings)
