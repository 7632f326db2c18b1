"""Redis goes away while somebody signs out: what was begun is finished, and the truth is told."""

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis

from sandbox.server import Running
from tests.support.dashboard import environment
from tests.support.proxy import Kind, Proxy, Toxic, proxied
from tests.support.site import Site
from tests.support.valkey import alive, socket_path
from webapp import create_app
from webapp.settings import from_env


@pytest.fixture
def wire(valkey: str, redis: Redis) -> Iterator[Proxy]:
    """The dashboard's way to Valkey."""
    with proxied(socket_path(valkey)) as proxy:
        yield proxy


@pytest.fixture
def app(platform: Running, wire: Proxy) -> Flask:
    return create_app(from_env(environment(platform, f"redis://127.0.0.1:{wire.port}")))


def fails(wire: Proxy, purpose: bytes, command: bytes) -> Toxic:
    """From now on every such call is cut off before it arrives."""

    def is_meant(sent: bytes) -> bool:
        return purpose in sent and command in sent

    return wire.add(Toxic(Kind.RESET, is_meant, times=None))


def test_once_the_session_has_ended_signing_out_is_finished_and_told_as_done(
    site: Site, platform: Running, wire: Proxy, redis: Redis
) -> None:
    form = {"csrf_token": site.get("/team").field("csrf_token")}
    absence = fails(wire, b"tokens:", b"SET\r\n")

    page = site.post("/sign-out", form)

    assert absence.peers, "the tokens could not be deleted"
    assert page.headers["Location"] == "/sign-in?notice=signed-out"
    assert page.headers["Clear-Site-Data"]
    assert alive(redis, "session") == []
    assert [a.path for a in platform.world.witness.arrivals("/oauth/revoke")] == ["/oauth/revoke"]


@pytest.mark.parametrize(("purpose", "command"), [(b"tokens:", b"GET"), (b"session:", b"SET\r\n")])
def test_where_nothing_could_be_ended_nobody_is_said_to_be_signed_out(
    site: Site, platform: Running, wire: Proxy, purpose: bytes, command: bytes
) -> None:
    form = {"csrf_token": site.get("/team").field("csrf_token")}
    absence = fails(wire, purpose, command)

    page = site.post("/sign-out", form, status=503)

    assert "You have not been signed out" in page.text
    assert platform.world.witness.arrivals("/oauth/revoke") == []
    wire.remove(absence)
    assert site.get("/team")
