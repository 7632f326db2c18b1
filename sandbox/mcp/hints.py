"""What a client may tell people of a tool before it calls it.

Source: Profile API reference, section 8: that there are these four is documented, and that
overwriting counts as destructive; the rest of the table is our assumption.
"""

from typing import NamedTuple


class Hints(NamedTuple):
    """Whether it only reads, takes something away, may be repeated, and reaches people outside."""

    read_only: bool
    destructive: bool
    idempotent: bool
    open_world: bool


READS = Hints(read_only=True, destructive=False, idempotent=True, open_world=False)
ADDS = Hints(read_only=False, destructive=False, idempotent=False, open_world=False)
OVERWRITES = Hints(read_only=False, destructive=True, idempotent=True, open_world=False)
DELETES = Hints(read_only=False, destructive=True, idempotent=True, open_world=False)
WRITES_TO_PEOPLE = Hints(read_only=False, destructive=False, idempotent=False, open_world=True)
