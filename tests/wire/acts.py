"""What the platform's end of a connection may do."""

from tests.wire.server import Act, Connection

ACCOUNT = b'{"data": {"id": "65f0a1b2c3d4e5f607182931", "name": "Harbour & Wren"}}'


def answering(body: bytes, status: str = "200 OK", *headers: str) -> Act:
    """Keep the connection and answer every request alike."""

    def act(connection: Connection) -> None:
        while connection.request():
            connection.send(body, status, *headers)

    return act


def answering_first(body: bytes, *headers: str) -> Act:
    """Give the very first request this body, and every other the account."""

    def act(connection: Connection) -> None:
        while connection.request():
            if len(connection.server.requests) == 1:
                connection.send(body, "200 OK", *headers)
            else:
                connection.send(ACCOUNT)

    return act


def breaking_after(answers: int, *, reset: bool = False) -> Act:
    """Answer so many requests, take one more, and break the connection without a word."""

    def act(connection: Connection) -> None:
        for _ in range(answers):
            connection.request()
            connection.send(ACCOUNT)
        connection.request()
        if reset:
            connection.reset()

    return act


def drip(connection: Connection) -> None:
    """Send an answer so slowly that no single wait is too long."""
    connection.request()
    connection.end.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not connection.server.stopping.wait(0.05):
        connection.end.sendall(b" ")


def drip_headers(connection: Connection) -> None:
    """The same of headers, of which there is no end."""
    connection.request()
    connection.end.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not connection.server.stopping.wait(0.05):
        connection.end.sendall(b"x")
