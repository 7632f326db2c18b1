"""What one kind of batch does: the two calls that the engine makes."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T", contravariant=True)

Found = Mapping[int, str | None]


class Trade(Protocol[T]):
    """How wishes of one kind are looked for and done; both raise errors of `webapp.api` and
    `webapp.auth`.
    """

    def look(self, wishes: Sequence[T]) -> Found | None:
        """Which wishes are so already, by their place in `wishes`, with the id of what there is,
        where that is told. None where nobody may read that: then nothing whose outcome is unsure
        is ever done again.
        """
        ...

    def do(self, wish: T) -> str | None:
        """Do one; returns the id of what was made, where that is told. Rejected and Conflict are
        the platform's refusals of this one wish.
        """
        ...
