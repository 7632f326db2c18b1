"""HTTP/1.1 with connections that are kept, on Werkzeug's server.

Werkzeug's own handler closes the connection after each answer. A platform does not, and what a
client gets wrong with kept connections would stay hidden.
"""

import socket
import sys
from contextlib import suppress
from errno import EADDRINUSE
from http import HTTPStatus
from io import BytesIO
from threading import Thread
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.test import run_wsgi_app

_LARGEST_BODY = 10_000_000
_BODILESS = {"204", "304"}


class PortTakenError(Exception):
    """Somebody else listens on the port; the message says which."""


class Handler(WSGIRequestHandler):
    """Reads each request to its end, answers with a length, and keeps the connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # buffered, so that head and body leave together
    timeout = 75  # seconds that a kept connection may lie idle

    def run_wsgi(self) -> None:
        self.environ = self.make_environ()
        try:
            body = self._request_body()
        except ConnectionError:
            raise
        except (ValueError, OSError):
            self.close_connection = True  # where the next request begins cannot be known
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self.environ["wsgi.input"] = BytesIO(body)
        chunks, status, headers = run_wsgi_app(self.server.app, self.environ, buffered=True)
        code, _, reason = status.partition(" ")
        payload = b"".join(chunks)
        if code not in _BODILESS:
            headers.setdefault("Content-Length", str(len(payload)))
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def handle_expect_100(self) -> bool:
        """Tells a client that waits before sending its body to go on."""
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def version_string(self) -> str:
        return "Sandbox"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 # named so above
        """Says nothing: `sandbox.witness` keeps what arrives, without its secrets."""

    def _request_body(self) -> bytes:
        """The whole body. Raises ValueError or OSError if its end cannot be told."""
        if self.environ.get("wsgi.input_terminated"):  # chunked, and unpacked by Werkzeug
            body: bytes = self.environ["wsgi.input"].read()
            return body
        length = int(self.environ.get("CONTENT_LENGTH") or 0)
        if not 0 <= length <= _LARGEST_BODY:
            raise ValueError("The length is out of bounds")
        body = self.rfile.read(length)
        if len(body) < length:
            raise ConnectionError("The client hung up")
        return body


class Server(ThreadedWSGIServer):
    """One origin: serves in a thread of its own, and lets go of every connection when stopped."""

    def __init__(self, listener: socket.socket, app: Any) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, Handler, fd=listener.fileno())
        self._connections: set[socket.socket] = set()
        self._thread = Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends at once, whatever is under way."""
        self.shutdown()
        self._thread.join()
        for connection in list(self._connections):
            with suppress(OSError):  # it may have gone by itself
                connection.shutdown(socket.SHUT_RDWR)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def close_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no error of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on an IPv4 address; port 0 means a free one. Raises PortTakenError."""
    try:
        return socket.create_server((host, port), backlog=128)
    except OSError as error:
        trouble = "is already taken" if error.errno == EADDRINUSE else "cannot be opened"
        raise PortTakenError(f"Port {port} on {host} {trouble}.") from error
