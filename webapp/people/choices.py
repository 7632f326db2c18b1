"""What the selects of a question offer, as (value, label) pairs; pure."""

from dataclasses import dataclass

from webapp.people.selection import Selection

_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Choices:
    """Tag and style begin with the choice that lifts the filter; `also` narrows by one more tag."""

    tag: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, str], ...]
    style: tuple[tuple[str, str], ...]
    size: tuple[tuple[int, int], ...]


def choices(selection: Selection) -> Choices:
    """The tags and styles that occur, and the usual sizes with the present one among them."""
    return Choices(
        tag=(("", "Any tag"), *((tag.id, tag.label) for tag in selection.tags or ())),
        also=(("", "Choose…"), *((tag.id, tag.label) for tag in selection.unused_tags)),
        style=(("", "Any style"), *((style, style) for style in selection.styles)),
        size=sizes(selection.asked.size),
    )


def sizes(present: int) -> tuple[tuple[int, int], ...]:
    """How many people a page may show, the present number among them."""
    return tuple((size, size) for size in sorted({*_SIZES, present}))
