"""The connectivity check's body: `{"ping": "pong"}`. What it answers is our assumption."""

from msgspec import Struct

from sandbox.api.bodies import read_body


class _Ping(Struct):
    ping: str


def ping() -> str:
    """What was sent as `ping`. Raises Refusal."""
    return read_body(_Ping, "ping is required").ping
