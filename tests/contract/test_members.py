"""What the platform sends and nobody here knows of yet."""

from collections.abc import Iterator
from typing import Any

from tests.contract.wire import Wire

READ: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("/profiles", "profiles", {"limit": 100, "page": 1}),
    ("/tags", "tags", {"limit": 100, "page": 1}),
    ("/account", "data", {}),
)


def members(value: Any, path: str) -> Iterator[str]:
    """The way to every member in a JSON value."""
    if isinstance(value, list):
        for each in value:
            yield from members(each, f"{path}[]")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield f"{path}.{name}"
            yield from members(each, f"{path}.{name}")


def test_nothing_comes_that_the_sandbox_does_not_send(wire: Wire, sandbox_wire: Wire) -> None:
    for path, key, query in READ:
        theirs, ours = (
            set(members(side.read(path, key, **query), key)) for side in (wire, sandbox_wire)
        )
        wire.assumed(theirs <= ours, f"nothing is sent but the known: {sorted(theirs - ours)}")
