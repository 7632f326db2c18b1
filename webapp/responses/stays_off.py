"""What a person is told once, on the next whole page, who came to allow more and did not."""

from collections.abc import MutableMapping
from typing import Any

import msgspec

GO_ON = "/go-on/"
"""The pages of actions that wait for a permission begin so."""

_KEY = "stays_off"


class StaysOff(msgspec.Struct, frozen=True, kw_only=True):
    """The scopes that stay off (with spaces between), the page for whose sake they were asked for,
    and the one that is returned to; `was_denied` tells a "no" to all from a line left out.
    """

    more: str
    next: str
    back: str
    was_denied: bool

    @property
    def is_kept(self) -> bool:
        """Whether something was to be sent, which is still kept."""
        return self.next.startswith(GO_ON)


def tell_next(session: MutableMapping[str, Any], told: StaysOff) -> None:
    """Have the next page say it."""
    session[_KEY] = msgspec.to_builtins(told)


def is_to_be_told(session: MutableMapping[str, Any]) -> bool:
    """Whether the next page says something."""
    return _KEY in session


def told_now(session: MutableMapping[str, Any]) -> StaysOff | None:
    """What this page is to say: once, and None where there is nothing."""
    try:
        return msgspec.convert(session.pop(_KEY, None), StaysOff | None)
    except msgspec.ValidationError:
        return None
