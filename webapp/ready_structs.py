"""Works out all typed structs before any thread needs one.

msgspec works out a struct's fields when it is decoded for the first time, and brings the process
down where two threads do so at once (seen with 0.22.0).
"""

from collections.abc import Iterator

import msgspec


def make_ready() -> None:
    """To be called by a process while it has one thread, once everything is imported."""
    for kind in every_struct():
        msgspec.json.Decoder(kind)


def every_struct(above: type[msgspec.Struct] = msgspec.Struct) -> Iterator[type[msgspec.Struct]]:
    """All structs that are defined by now."""
    for kind in above.__subclasses__():
        yield kind
        yield from every_struct(kind)
