"""Many threads that decode a new struct at once, over and over; run by test_first_uses.py."""

import sys
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from webapp.ready_structs import make_ready

ROUNDS, THREADS = 400, 8
SENT = msgspec.msgpack.encode({"inner": [{"name": "a"}], "names": ["b"], "more": {}})


def fresh() -> type[msgspec.Struct]:
    """A struct that nobody has used."""
    inner: Any = msgspec.defstruct("Inner", [("name", str), ("number", int | None, None)])
    fields = (("inner", tuple[inner, ...]), ("names", frozenset[str]), ("more", dict[str, inner]))
    return msgspec.defstruct("Outer", fields)


def decode_at_once(kind: type[msgspec.Struct]) -> None:
    together = threading.Barrier(THREADS)

    def decode() -> None:
        together.wait()
        msgspec.msgpack.decode(SENT, type=kind)

    threads = [threading.Thread(target=decode) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(prepare: Callable[[], None]) -> None:
    sys.setswitchinterval(1e-6)
    for _ in range(ROUNDS):
        kind = fresh()
        prepare()
        decode_at_once(kind)


if __name__ == "__main__":
    main(make_ready if "ready" in sys.argv else lambda: None)
