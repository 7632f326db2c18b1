"""What the roster's selects offer, as (value, label) pairs; pure."""

from dataclasses import dataclass

from webapp.pages.team.roster import Roster

_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Choices:
    """Tag and style begin with the choice that lifts the filter; `also` narrows by one more tag."""

    tag: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, str], ...]
    style: tuple[tuple[str, str], ...]
    size: tuple[tuple[int, int], ...]


def choices(roster: Roster) -> Choices:
    """The tags and styles that occur, and the usual sizes with the present one among them."""
    sizes = sorted({*_SIZES, roster.asked.size})
    return Choices(
        tag=(("", "Any tag"), *((tag.id, tag.label) for tag in roster.tags or ())),
        also=(("", "Choose…"), *((tag.id, tag.label) for tag in roster.unused_tags)),
        style=(("", "Any style"), *((style, style) for style in roster.styles)),
        size=tuple((size, size) for size in sizes),
    )
