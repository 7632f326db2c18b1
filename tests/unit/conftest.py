"""Unit tests think; they do not talk. A socket opened by one is an error."""

import pytest


@pytest.fixture(autouse=True)
def _no_sockets(socket_disabled: None) -> None:
    """From pytest-socket."""
