"""What was done with one own id, as the next page tells it; pure."""

from enum import StrEnum

import msgspec


class Did(StrEnum):
    """What was done; GONE: it was to be deleted, and was deleted already."""

    MADE = "made"
    CHANGED = "changed"
    DELETED = "deleted"
    GONE = "gone"


class Deed(msgspec.Struct, frozen=True):
    """`key` and `person` (an id) as they are now, or for a deletion were; `was_…` before that."""

    did: Did
    key: str
    person: str
    was_key: str = ""
    was_person: str = ""
