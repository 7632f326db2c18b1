"""People who were chosen for something that is decided on the next page."""

from collections.abc import Sequence

import msgspec


class NoSuchChoice(Exception):
    """It is not this session's, or is kept no more."""


class Choice(msgspec.Struct, frozen=True):
    """Ids of people, in the order shown; `words` tell how they were chosen, where by a question."""

    people: tuple[str, ...]
    words: str = ""


def choice(people: Sequence[str], words: str = "") -> Choice:
    """Each of them once."""
    return Choice(tuple(dict.fromkeys(people)), words)
