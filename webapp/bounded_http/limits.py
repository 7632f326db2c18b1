"""How long a call waits, and how much of an answer it takes."""

from dataclasses import dataclass

CONNECTING = 3.0
"""Seconds in which there is a connection, to a host that is there."""
ANSWERING = 8.0
"""Seconds in which a host that is well has answered. Who waits less long learns nothing of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how much to take, in bytes after decompression."""

    connect: float = CONNECTING  # names looked up and TLS agreed on
    read: float = 10.0  # with nothing coming; a few more once an answer has begun
    whole: float = 30.0  # from looking up the name to the last byte of the answer
    size: int = 64 * 1024 * 1024

    @property
    def are_brief(self) -> bool:
        """Whether a host may be well that does not answer within them."""
        return min(self.read, self.whole) < ANSWERING

    @property
    def connects_briefly(self) -> bool:
        """Whether a host may be there to which no connection is made within them."""
        return self.connect < CONNECTING
