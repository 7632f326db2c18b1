"""A provider on loopback that is honest until a test says otherwise: API, login and tokens."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.wicked_answers import Answer, Call, OnTheWire
from tests.support.wicked_login import SERVER, HonestLogin


class Wicked:
    """`does` says what an address answers: a document, an Answer, a misdeed OnTheWire, or a
    function that gives one of these for a call; a list is gone through, its last stays.
    `calls` are all that came, in order.
    """

    def __init__(self, origin: str):
        self.origin = origin
        self.login = HonestLogin(origin)
        self.does: dict[str, Any] = self.login.does()
        self.calls: list[Call] = []
        self.stopping = threading.Event()
        self.kept: set[socket.socket] = set()

    @property
    def metadata(self) -> dict[str, Any]:
        """The authorization server's, to be spoilt."""
        return cast(dict[str, Any], self.does[SERVER])

    def offers_pushing(self) -> None:
        """Have authorization requests pushed."""
        self.metadata["pushed_authorization_request_endpoint"] = f"{self.origin}/par"

    def asked(self, path: str) -> list[Call]:
        """The calls of one address."""
        return [call for call in self.calls if call.path == path]

    def answer(self, call: Call) -> Answer | OnTheWire:
        """What this call is worth."""
        self.calls.append(call)
        does = self.does.get(call.path, Answer(404, b"Not found"))
        if isinstance(does, list):
            does = does.pop(0) if len(does) > 1 else does[0]
        if callable(does):
            does = does(call)
        return does if isinstance(does, Answer | OnTheWire) else Answer(body=does)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    wicked: Wicked

    def let_go(self) -> None:
        """End what is being played, and the connections that somebody keeps."""
        self.wicked.stopping.set()
        for connection in tuple(self.wicked.kept):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        self.server.wicked.kept.add(self.request)
        super().setup()

    def do_GET(self) -> None:
        self._serve(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _serve(self, encoded: str) -> None:
        wicked = self.server.wicked
        fields = dict(parse_qsl(encoded, keep_blank_values=True))
        path, port = urlsplit(self.path).path, self.client_address[1]
        answer = wicked.answer(Call(path, port, encoded, fields, dict(self.headers)))
        if isinstance(answer, OnTheWire):
            self.close_connection = True
            answer.act(self.connection, wicked.stopping)
            return
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the tests ask for `calls`."""


@contextmanager
def serving_wickedly() -> Iterator[Wicked]:
    """Serve on a free port until the block is left; who still waits then is let go."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.wicked = Wicked(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.wicked
        finally:
            server.shutdown()
            thread.join()
            server.let_go()


@pytest.fixture
def wicked() -> Iterator[Wicked]:
    """A provider whose misdeeds the test chooses."""
    with serving_wickedly() as provider:
        yield provider
