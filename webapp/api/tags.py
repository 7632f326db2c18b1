"""Tags: labels with a colour, and the profiles that carry them.

Source: Profile API reference, section 4.6.
"""

from datetime import datetime

import msgspec

TAG_COLOURS = (
    "emerald",
    "red",
    "yellow",
    "orange",
    "blue",
    "indigo",
    "purple",
    "pink",
    "zinc",
)


class Tag(msgspec.Struct, frozen=True, gc=False):
    """One tag; `profiles` are profile ids. `color` is an open string, normally a `TAG_COLOURS`."""

    id: str
    label: str
    color: str | None = None
    profiles: tuple[str, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
