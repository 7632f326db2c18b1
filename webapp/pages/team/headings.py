"""The heads of the roster's columns, each a link that sorts; pure."""

from dataclasses import dataclass

from webapp.people.dimensions import DIMENSIONS
from webapp.people.query import SORT_KEYS, Asked

_LABELS = {"email": "E-mail", "core": "Core value"} | {letter: letter.upper() for letter in "disc"}


@dataclass(frozen=True, slots=True)
class Heading:
    """One head: `direction` is "ascending", "descending" or None where it is not the sort."""

    key: str
    label: str
    meaning: str | None
    direction: str | None
    query: str


def headings(asked: Asked, with_tags: bool) -> tuple[Heading, ...]:
    """One a column, in the order of the columns."""
    return tuple(_heading(key, asked) for key in SORT_KEYS if with_tags or key != "tags")


def _heading(key: str, asked: Asked) -> Heading:
    direction = ("descending" if asked.descending else "ascending") if key == asked.sort else None
    return Heading(
        key=key,
        label=_LABELS.get(key, key.capitalize()),
        meaning=DIMENSIONS.get(key),
        direction=direction,
        query=asked.sorted_by(key).query(),
    )
