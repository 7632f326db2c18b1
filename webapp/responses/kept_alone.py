"""Told once, on the next whole page: Redis keeps somebody's sign-in in one place only, just now."""

from collections.abc import MutableMapping
from typing import Any

_KEY = "kept_alone"


def tell_next(session: MutableMapping[str, Any]) -> None:
    """Have the next page say it."""
    session[_KEY] = True


def is_to_be_told(session: MutableMapping[str, Any]) -> bool:
    """Whether the next page says it."""
    return _KEY in session


def told_now(session: MutableMapping[str, Any]) -> bool:
    """Whether this page is to say it: once."""
    return bool(session.pop(_KEY, False))
