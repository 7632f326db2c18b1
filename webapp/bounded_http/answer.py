"""What came back, as it is taken in piece by piece, and as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of any status: its headers by name in lower case, its body decompressed."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


class Taken:
    """What was taken of one answer so far."""

    __slots__ = ("_chunks", "_lines", "_room", "is_too_large")

    def __init__(self, most: int) -> None:
        """Of a body of at most so many bytes."""
        self._room = most
        self._chunks: list[bytes] = []
        self._lines: list[bytes] = []
        self.is_too_large = False

    @property
    def has_begun(self) -> bool:
        """Whether any of it came."""
        return bool(self._lines)

    def line(self, line: bytes) -> None:
        """A line of the head; a new head follows one that only says that there is more to come
        (RFC 9110, 15.2), and lines after the body (trailers) are no part of it.
        """
        if line.startswith(b"HTTP/"):
            self._lines = [line]
        elif not self._chunks:
            self._lines.append(line)

    def chunk(self, chunk: bytes) -> int:
        """A piece of the body; the number of bytes that were taken of it: all, or none."""
        self._room -= len(chunk)
        if self._room < 0:
            self.is_too_large = True
            return 0
        self._chunks.append(chunk)
        return len(chunk)

    def whole(self, status: int) -> Answer:
        """The answer, of which nothing more comes."""
        return Answer(status, _headers(self._lines), b"".join(self._chunks))


def _headers(lines: list[bytes]) -> dict[str, str]:
    """By name; one that comes several times is one list (RFC 9110, 5.3)."""
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            name, value = name.strip().lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
