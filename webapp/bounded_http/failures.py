"""Why there is no answer, or none that can be read: the one table from libcurl's codes to ours.

Source: libcurl's documentation, libcurl-errors(3).
"""

from typing import cast

import pycurl


class HttpFailure(Exception):
    """No whole answer was had. It says which host and why, and never what was asked.

    `was_sent` is False where nothing of the request can have reached the host.
    """

    def __init__(self, said: str, *, was_sent: bool) -> None:
        super().__init__(said)
        self.was_sent = was_sent


class NoConnection(HttpFailure):
    """There is no such host, nobody listens there, or the address is none. Nothing was sent."""


class NotTrusted(NoConnection):
    """Whoever listens there cannot show that they are that host, or speaks no TLS."""


class OutOfTime(HttpFailure):
    """Something took longer than it may: the connection, an answer's start, or all of it."""


class NoAnswer(HttpFailure):
    """The connection was cut before an answer began, or what came is not HTTP."""


class BrokenOff(HttpFailure):
    """An answer began, and did not end."""


class TooLarge(BrokenOff):
    """An answer of this `status` goes on beyond its bound."""

    def __init__(self, said: str, *, status: int) -> None:
        super().__init__(said, was_sent=True)
        self.status = status


class NotDecompressed(BrokenOff):
    """A body is not what its Content-Encoding says."""


_MEANINGS: dict[int, type[HttpFailure]] = {
    pycurl.E_OPERATION_TIMEDOUT: OutOfTime,
    pycurl.E_BAD_CONTENT_ENCODING: NotDecompressed,
    pycurl.E_SSL_CONNECT_ERROR: NotTrusted,
    pycurl.E_SSL_CERTPROBLEM: NotTrusted,
    pycurl.E_SSL_CIPHER: NotTrusted,
    pycurl.E_SSL_CACERT_BADFILE: NotTrusted,
    pycurl.E_PEER_FAILED_VERIFICATION: NotTrusted,
}


def failure(error: pycurl.error, host: str, *, was_sent: bool, has_begun: bool) -> HttpFailure:
    """What libcurl's error means for an exchange with this host that had come so far."""
    code, said = cast(tuple[int, str], error.args)
    kind = _MEANINGS.get(code)
    if kind is None or (was_sent and issubclass(kind, NoConnection)):
        # Else a repetition on a new connection that was not made would hide what had gone out.
        kind = BrokenOff if has_begun else NoAnswer if was_sent else NoConnection
    return kind(f"{host}: {said} ({code})", was_sent=was_sent)
