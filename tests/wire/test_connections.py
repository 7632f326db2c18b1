"""Connections that are kept, break, lead elsewhere or were never there."""

import pytest

from tests.wire.acts import ACCOUNT, answering, breaking_after
from tests.wire.conftest import LIMITS, Tokens
from tests.wire.server import Connection, RawServer, raw_server
from webapp.api import PlatformApi, Transport, Unavailable, UnexpectedAnswer
from webapp.bounded_http import Host


def test_one_connection_carries_many_calls(platform: PlatformApi, server: RawServer) -> None:
    server.acts = [answering(ACCOUNT)]
    for _ in range(3):
        assert platform.account.read().name == "Harbour & Wren"
    assert (server.connections, len(server.requests)) == (1, 3)


def test_a_refusal_leaves_the_connection_fit_for_use(
    platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [answering(b"x" * 70_000, "500 Internal Server Error")]
    for _ in range(2):
        with pytest.raises(Unavailable):
            platform.account.read()
    assert server.connections == 1


@pytest.mark.parametrize("reset", [False, True])
def test_a_kept_connection_that_broke_is_replaced_unnoticed(
    reset: bool, platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [breaking_after(1, reset=reset), answering(ACCOUNT)]
    for _ in range(2):
        assert platform.account.read().name == "Harbour & Wren"
    assert (server.connections, len(server.requests)) == (2, 3)


@pytest.mark.parametrize("reset", [False, True])
def test_a_new_connection_that_breaks_is_not_replaced(
    reset: bool, platform: PlatformApi, server: RawServer
) -> None:
    server.acts = [breaking_after(0, reset=reset)]
    with pytest.raises(Unavailable):
        platform.account.read()
    assert len(server.requests) == 1


def test_nobody_listening_is_unavailable() -> None:
    with raw_server() as server:
        url = server.url
    with pytest.raises(Unavailable) as caught:
        PlatformApi(Transport(url, Host(url), Tokens(), LIMITS)).account.read()
    assert type(caught.value) is Unavailable


def test_half_an_answer_is_unavailable_and_not_asked_again(
    platform: PlatformApi, server: RawServer
) -> None:
    def stop_half_way(connection: Connection) -> None:
        connection.request()
        connection.end.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + ACCOUNT)

    server.acts = [stop_half_way]
    with pytest.raises(Unavailable):
        platform.account.read()
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed_and_takes_no_token_along(
    platform: PlatformApi, server: RawServer
) -> None:
    with raw_server() as elsewhere:
        elsewhere.acts = [answering(ACCOUNT)]
        server.acts = [answering(b"", "302 Found", f"Location: {elsewhere.url}/api/v4/account")]
        with pytest.raises(UnexpectedAnswer, match="status 302"):
            platform.account.read()
        assert elsewhere.requests == []
    assert server.requests == ["/api/v4/account"]


def test_noise_in_place_of_an_answer_is_unavailable(
    platform: PlatformApi, server: RawServer
) -> None:
    def make_noise(connection: Connection) -> None:
        connection.request()
        connection.end.sendall(b"\x00\xff nonsense\r\n\r\n")

    server.acts = [make_noise]
    with pytest.raises(Unavailable):
        platform.account.read()
    assert len(server.requests) == 1
