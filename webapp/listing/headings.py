"""The heads of the roster's columns, each a link that sorts; pure."""

from dataclasses import dataclass

from webapp.people.columns import LABELS
from webapp.people.dimensions import DIMENSIONS
from webapp.people.query import Asked


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
    return tuple(_heading(key, asked) for key in LABELS if with_tags or key != "tags")


def _heading(key: str, asked: Asked) -> Heading:
    direction = ("descending" if asked.descending else "ascending") if key == asked.sort else None
    return Heading(
        key=key,
        label=LABELS[key],
        meaning=DIMENSIONS.get(key),
        direction=direction,
        query=asked.sorted_by(key).query(),
    )
