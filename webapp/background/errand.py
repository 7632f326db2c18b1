"""What is kept of work that one process of many carries out; pure."""

from typing import Self

import msgspec


class Errand(msgspec.Struct, frozen=True, kw_only=True):
    """What every errand has: an id, and a pulse that says that somebody is at it."""

    id: str
    pulse: str = ""

    @property
    def is_running(self) -> bool:
        """Whether somebody should be at it."""
        raise NotImplementedError

    def interrupted(self) -> Self:
        """As it stands when nobody is at it any more."""
        raise NotImplementedError
