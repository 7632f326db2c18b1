"""The dashboard under test, on the live sandbox and a real Valkey."""

import pytest
from flask import Flask
from redis import Redis

from sandbox.server import Running
from tests.support.platform import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL
from tests.support.site import Site
from webapp import create_app
from webapp.settings import Settings, from_env


def environment(platform: Running, redis_url: str, public_url: str = PUBLIC_URL) -> dict[str, str]:
    """The settings of a dashboard on this sandbox, as environment variables."""
    return {
        "PROFILE_API_URL": platform.api_url,
        "PROFILE_CLIENT_ID": CLIENT_ID,
        "PROFILE_CLIENT_SECRET": CLIENT_SECRET,
        "PUBLIC_URL": public_url,
        "REDIS_URL": redis_url,
        "METRICS_BIND": "off",
        "SECRET_KEYS": "canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA",
    }


@pytest.fixture
def settings(platform: Running, valkey: str) -> Settings:
    """Settings as an operator would give them."""
    return from_env(environment(platform, valkey))


@pytest.fixture
def app(settings: Settings, redis: Redis) -> Flask:
    """The dashboard; Valkey is emptied after the test."""
    return create_app(settings)


@pytest.fixture
def visitor(app: Flask) -> Site:
    """A browser in which nobody is signed in."""
    return Site(app)


@pytest.fixture
def site(visitor: Site) -> Site:
    """A browser in which an owner is signed in with everything that is asked for at first."""
    visitor.sign_in()
    return visitor
