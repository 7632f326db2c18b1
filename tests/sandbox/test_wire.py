"""The connection itself: kept, whole, and let go of at the end."""

import http.client
import socket
import struct
import threading
from urllib.parse import urlsplit

import pytest

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from sandbox.wire import PortTakenError

METADATA = "/.well-known/oauth-protected-resource"


def connected(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    assert parts.hostname is not None
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)


def talk(url: str, sent: bytes) -> bytes:
    """Sends bytes as they are and reads until the other side closes."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=10) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_one_connection_serves_many_requests(sandbox: Running) -> None:
    connection = connected(sandbox.api_url)
    ports = set()
    for path in (METADATA, "/api/v4/profiles", "/nowhere", METADATA):
        connection.request("GET", path)
        answer = connection.getresponse()
        assert int(answer.headers["Content-Length"]) == len(answer.read())
        ports.add(connection.sock.getsockname()[1])
    assert len(ports) == 1
    connection.close()


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_nobody_reads_does_not_spoil_the_next_request(
    sandbox: Running, chunked: bool
) -> None:
    connection = connected(sandbox.api_url)
    for _ in range(3):
        body = iter([b"GET /nowhere HTTP/1.1\r\n\r\n"] * 2) if chunked else b"x" * 100_000
        connection.request("POST", "/api/v4/profiles", body, encode_chunked=chunked)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 401
    connection.close()


def test_a_head_request_has_a_length_and_no_body(sandbox: Running) -> None:
    connection = connected(sandbox.api_url)
    for method in ("HEAD", "GET"):
        connection.request(method, METADATA)
        answer = connection.getresponse()
        assert bool(answer.read()) == (method == "GET")
        assert int(answer.headers["Content-Length"]) > 100
    connection.close()


def test_a_client_that_asks_first_is_told_to_go_on(sandbox: Running) -> None:
    head = b"POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    parts = urlsplit(sandbox.login_url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=10) as connection:
        connection.sendall(head + b"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n")
        assert connection.recv(1_000).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"x")
        assert b"HTTP/1.1 400 " in connection.recv(1_000)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: many",
        b"Content-Length: -1",
        b"Content-Length: 10000001",
        b"Transfer-Encoding: chunked",
    ],
)
def test_a_body_without_a_known_end_is_refused_and_the_connection_closed(
    sandbox: Running, head: bytes
) -> None:
    answer = talk(
        sandbox.api_url, b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\n\r\nzz\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"Connection: close" in answer


def hang_up(connection: http.client.HTTPConnection) -> None:
    """Closes so that the other side is told by a reset."""
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def test_a_client_that_hangs_up_is_no_error(
    sandbox: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    before = set(threading.enumerate())
    half_said, unheard = connected(sandbox.api_url), connected(sandbox.api_url)
    half_said.putrequest("POST", "/api/v4/profiles")
    half_said.putheader("Content-Length", "1000")
    half_said.endheaders(b"only this")
    sandbox.world.faults.add(Fault(Kind.SLOW, seconds=600))
    unheard.request("GET", METADATA)
    sandbox.world.witness.wait_for(METADATA)
    begun = set(threading.enumerate()) - before
    hang_up(half_said)
    hang_up(unheard)
    sandbox.world.faults.clear()
    for thread in begun:
        thread.join(10)
    assert len(begun) == 2
    assert capfd.readouterr().err == ""
    assert sandbox.world.witness.arrivals("/api/") == []


def test_leaving_lets_go_of_connections_and_ports() -> None:
    with running(build(1)) as sandbox:
        connection = connected(sandbox.api_url)
        connection.request("GET", METADATA)
        connection.getresponse().read()
    assert connection.sock.recv(1) == b""
    connection.close()
    port = urlsplit(sandbox.api_url).port or 0
    with running(build(1), api_port=port) as again:
        assert again.api_url == sandbox.api_url


def test_a_taken_port_is_named() -> None:
    with running(build(1)) as sandbox:
        port = urlsplit(sandbox.login_url).port or 0
        with (
            pytest.raises(PortTakenError, match=f"Port {port} on 127.0.0.1 is already taken"),
            running(build(1), api_port=port),
        ):
            pass
