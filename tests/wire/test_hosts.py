"""What leaves for a host and what does not, and what is taken of its answers."""

import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import quote

import pycurl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ports import free_port
from tests.support.tls import certify, speaking_tls
from tests.support.waiting import wait_until
from tests.wire.acts import ACCOUNT, answering, breaking_after
from tests.wire.server import Act, Connection, RawServer, raw_server
from webapp.bounded_http import (
    BrokenOff,
    Host,
    Hosts,
    Limits,
    NoAnswer,
    NoConnection,
    NotDecompressed,
    NotTrusted,
    OutOfTime,
)
from webapp.bounded_http.answer import Taken
from webapp.bounded_http.failures import failure
from webapp.bounded_http.options import trusted

LIMITS = Limits(connect=2, read=5, whole=5, size=100_000)


@pytest.mark.parametrize(
    ("method", "body"), [("POST", b"{}"), ("POST", None), ("PATCH", b"{}"), ("DELETE", None)]
)
@pytest.mark.parametrize("reset", [False, True])
def test_what_may_not_be_done_twice_is_not_sent_again_where_a_kept_connection_broke(
    method: str, body: bytes | None, reset: bool, server: RawServer
) -> None:
    server.acts = [breaking_after(1, reset=reset), answering(ACCOUNT)]
    host = Host(server.url)
    host.exchange("GET", "/first", {}, LIMITS)

    with pytest.raises(NoAnswer) as caught:
        host.exchange(method, "/second", {}, LIMITS, body)

    assert caught.value.was_sent
    assert server.requests == ["/first", "/second"]


@pytest.mark.parametrize(
    "code",
    [pycurl.E_SSL_CONNECT_ERROR, pycurl.E_PEER_FAILED_VERIFICATION, pycurl.E_COULDNT_CONNECT],
)
def test_a_repetition_that_finds_no_connection_does_not_hide_what_had_gone_out(code: int) -> None:
    met = failure(pycurl.error(code, "no"), "a.test", was_sent=True, has_begun=False)
    assert (type(met), met.was_sent) == (NoAnswer, True)


def test_what_is_asked_of_a_host_leads_to_no_other(server: RawServer) -> None:
    at = server.url.removeprefix("http://")
    with pytest.raises(ValueError, match="must be a path"):
        Host("http://api.test").exchange("GET", f"@{at}/", {"Authorization": "no"}, LIMITS)
    assert server.connections == 0


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_is_asked(
    name: str, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.acts = [answering(ACCOUNT)]
    with raw_server() as proxy:
        proxy.acts = [answering(b"the proxy's")]
        monkeypatch.setenv(name, proxy.url)
        assert Host(server.url).exchange("GET", "/", {}, LIMITS).body == ACCOUNT
        assert proxy.connections == 0


@pytest.mark.parametrize("value", ["a\r\nX-More: b", "a\nb", "a\rb", "a\0b"])
def test_a_header_that_would_end_its_line_is_not_sent(value: str, server: RawServer) -> None:
    with pytest.raises(ValueError, match="'X-Said' cannot be sent"):
        Host(server.url).exchange("GET", "/", {"X-Said": value}, LIMITS)
    assert server.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://somebody:secret@{at}/",
        "http://{at}:99999/",
        "file:///etc/hostname",
        "ftp://{at}/",
        "//{at}/",
        "{at}",
        "http://",
        "http://[",
        "http://höst.test/",
        "",
    ],
)
def test_what_is_no_address_is_not_asked(url: str, server: RawServer) -> None:
    with pytest.raises(NoConnection) as caught:
        Hosts().exchange("GET", url.format(at=server.url.removeprefix("http://")), {}, LIMITS)
    assert not caught.value.was_sent
    assert "secret" not in str(caught.value)
    assert server.connections == 0


def test_a_path_arrives_as_it_was_and_what_has_no_place_in_it_encoded(server: RawServer) -> None:
    server.acts = [answering(ACCOUNT)]
    hosts = Hosts()
    for path in ("/a/../b?c=%2F..", "", "?q=1", "/\a ö#part"):
        hosts.exchange("GET", server.url + path, {}, LIMITS)
    assert server.requests == ["/a/../b?c=%2F..", "/", "/?q=1", "/%07%20%C3%B6"]
    assert server.connections == 1


def test_nothing_of_a_request_is_left_for_the_next(server: RawServer) -> None:
    server.acts = [answering(ACCOUNT)]
    host = Host(server.url)
    host.exchange("PUT", "/", {"Authorization": "Bearer invented", "X-Empty": ""}, LIMITS, b"123")
    host.exchange("GET", "/", {}, LIMITS)

    first, second = server.heads
    assert (first[":method"], first["authorization"]) == ("PUT", "Bearer invented")
    assert (first["content-length"], first["x-empty"]) == ("3", "")
    assert second[":method"] == "GET"
    assert set(second) == {":method", "host", "user-agent", "accept", "accept-encoding"}
    assert server.connections == 1


def test_a_form_has_the_type_that_it_was_given_and_none_where_it_was_not(
    server: RawServer,
) -> None:
    server.acts = [answering(ACCOUNT)]
    host = Host(server.url)
    host.exchange("POST", "/", {"Content-Type": "application/json"}, LIMITS, b"{}")
    host.exchange("POST", "/", {}, LIMITS)
    assert [head.get("content-type") for head in server.heads] == ["application/json", None]
    assert [head["content-length"] for head in server.heads] == ["2", "0"]


def test_a_long_body_does_not_wait_for_leave(server: RawServer) -> None:
    server.acts = [answering(ACCOUNT)]
    Host(server.url).exchange("PUT", "/", {}, LIMITS, b"x" * 2_000_000)
    assert "expect" not in server.heads[0]


def test_who_wants_a_new_connection_takes_none_that_is_kept_and_leaves_none(
    server: RawServer,
) -> None:
    served: list[list[str]] = []
    ended: list[str] = []

    def act(connection: Connection) -> None:
        mine: list[str] = []
        served.append(mine)
        while connection.request():
            mine.append(server.requests[-1])
            connection.send(ACCOUNT)
        ended.extend(mine)

    server.acts = [act]
    host = Host(server.url)
    host.exchange("GET", "/kept", {}, LIMITS)
    for path in ("/alone", "/alone too"):
        host.exchange("POST", quote(path), {}, LIMITS, b"", on_new_connection=True)
    host.exchange("GET", "/after", {}, LIMITS)
    assert [head.get("connection") for head in server.heads] == [None, "close", "close", None]
    assert ["/alone"] in served
    assert ["/alone%20too"] in served
    wait_until(lambda: {"/alone", "/alone%20too"} <= set(ended), "those connections are closed")


def test_so_many_connections_are_kept_and_no_more(server: RawServer) -> None:
    both, ended = Barrier(2), []

    def act(connection: Connection) -> None:
        connection.request()
        both.wait(10)
        connection.send(ACCOUNT)
        while connection.request():
            connection.send(ACCOUNT)
        ended.append(connection)

    server.acts = [act]
    host = Host(server.url, most_kept=1)
    with ThreadPoolExecutor() as threads:
        for asked in [threads.submit(host.exchange, "GET", "/", {}, LIMITS) for _ in range(2)]:
            asked.result()
    wait_until(lambda: len(ended) == 1, "one connection is closed")
    host.exchange("GET", "/", {}, LIMITS)
    assert server.connections == 2

    host.close()
    wait_until(lambda: len(ended) == 2, "both are closed")


def test_a_head_that_only_announces_another_and_what_follows_the_body_are_no_part_of_an_answer(
    server: RawServer,
) -> None:
    def act(connection: Connection) -> None:
        connection.request()
        connection.end.sendall(
            b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            b"HTTP/1.1 429 Slower\r\nTransfer-Encoding: chunked\r\nRetry-After: 7\r\n"
            b"WWW-Authenticate: Basic\r\nwww-authenticate: Bearer\r\n\r\n"
            b"2\r\n{}\r\n0\r\nRetry-After: 900\r\n\r\n"
        )

    server.acts = [act]
    answer = Host(server.url).exchange("GET", "/", {}, LIMITS)
    assert (answer.status, answer.body) == (429, b"{}")
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["www-authenticate"] == "Basic, Bearer"
    assert "link" not in answer.headers


def saying(answer: bytes) -> Act:
    """Send these bytes for every request."""

    def act(connection: Connection) -> None:
        while connection.request():
            connection.end.sendall(answer)

    return act


def test_what_follows_an_answer_is_not_the_next_one(server: RawServer) -> None:
    one, other = (f"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{it}" for it in ("ab", "xx"))
    server.acts = [saying((one + other).encode())]
    host = Host(server.url)
    bodies = [host.exchange("GET", "/", {}, LIMITS).body for _ in range(3)]
    assert bodies == [b"ab"] * 3


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: and longer\r\n" * 20_000,
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20_000,
        b"HTTP/1.1 200 OK\r\nContent-Encoding: " + b", ".join([b"gzip"] * 50) + b"\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
    ],
    ids=["endless", "endless announcements", "packed fifty times", "of two lengths"],
)
def test_a_head_that_cannot_be_meant_is_no_answer(head: bytes, server: RawServer) -> None:
    server.acts = [saying(head)]
    with pytest.raises(BrokenOff) as caught:
        Host(server.url).exchange("GET", "/", {}, LIMITS)
    assert type(caught.value) in (BrokenOff, NotDecompressed)


@pytest.mark.parametrize("status", [204, 304])
def test_what_has_no_body_leaves_its_connection_fit_for_use(status: int, server: RawServer) -> None:
    length = b"Content-Length: 5\r\n" if status == 304 else b""
    server.acts = [saying(b"HTTP/1.1 %d -\r\n%b\r\n" % (status, length))]
    host = Host(server.url)
    for _ in range(2):
        answer = host.exchange("GET", "/", {}, LIMITS)
        assert (answer.status, answer.body) == (status, b"")
    assert server.connections == 1


def test_silence_ends_an_exchange_before_its_whole_time(server: RawServer) -> None:
    def act(connection: Connection) -> None:
        connection.request()
        server.stopping.wait()

    server.acts = [act]
    with pytest.raises(OutOfTime) as caught:
        Host(server.url).exchange("GET", "/", {}, Limits(read=1, whole=60))
    assert caught.value.was_sent
    server.stopping.set()


def test_a_connection_that_is_not_made_in_time_sent_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(address)
        with pytest.raises(OutOfTime) as caught:
            Host(f"http://127.0.0.1:{address[1]}").exchange(
                "POST", "/", {}, Limits(connect=0.2), b"x"
            )
        for one in waiting:
            one.close()
    assert not caught.value.was_sent


class TestTls:
    """Only who is known on this machine, by the name that was asked for, is spoken to."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return certify(tmp_path)

    def test_who_is_trusted_is_asked(
        self, file: Path, server: RawServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        server.acts = [answering(ACCOUNT)]
        with speaking_tls(port := free_port(), int(server.url.rpartition(":")[2]), file):
            host = Host(f"https://127.0.0.1:{port}")
            assert host.exchange("GET", "/", {}, LIMITS).body == ACCOUNT
            host.close()

    def test_a_folder_of_those_who_are_trusted_counts_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing"))
        assert trusted() == ((pycurl.CAINFO, None), (pycurl.CAPATH, str(tmp_path)))

    @pytest.mark.parametrize(("name", "known"), [("127.0.0.1", False), ("localhost", True)])
    def test_who_is_not_is_told_nothing(
        self,
        name: str,
        known: bool,
        file: Path,
        server: RawServer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        if known:
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
        server.acts = [answering(ACCOUNT)]
        with (
            speaking_tls(port := free_port(), int(server.url.rpartition(":")[2]), file),
            pytest.raises(NotTrusted) as caught,
        ):
            Host(f"https://{name}:{port}").exchange("POST", "/", {}, LIMITS, b"secret")
        assert not caught.value.was_sent
        assert server.requests == []

    def test_who_speaks_no_tls_is_not_trusted(self, server: RawServer) -> None:
        def act(connection: Connection) -> None:
            connection.end.recv(1000)
            connection.end.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        server.acts = [act]
        with pytest.raises(NotTrusted):
            Host(server.url.replace("http:", "https:")).exchange("GET", "/", {}, LIMITS)


ENDED_BY_HAND = """
import sys
from webapp.bounded_http import Host, Limits
try:
    Host(sys.argv[1]).exchange("GET", "/", {}, Limits(read=60, whole=60))
except KeyboardInterrupt:
    print("ended by hand")
"""


def test_a_command_that_waits_for_a_host_hears_that_it_shall_end(server: RawServer) -> None:
    def act(connection: Connection) -> None:
        connection.request()
        server.stopping.wait()

    server.acts = [act]
    command = [sys.executable, "-c", ENDED_BY_HAND, server.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        wait_until(lambda: bool(server.requests), "the host was asked")
        child.send_signal(signal.SIGINT)
        said, _ = child.communicate(timeout=20)
    assert said == "ended by hand\n"
    server.stopping.set()


@given(st.lists(st.binary(min_size=1, max_size=20)), st.integers(0, 100))
def test_a_body_is_taken_whole_up_to_its_bound_however_it_comes(
    chunks: list[bytes], most: int
) -> None:
    taken = Taken(most)
    took = [taken.chunk(chunk) for chunk in chunks if not taken.is_too_large]
    body = b"".join(chunks)
    assert taken.is_too_large == (len(body) > most)
    if not taken.is_too_large:
        assert took == [len(chunk) for chunk in chunks]
        assert taken.whole(200).body == body
