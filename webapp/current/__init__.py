"""Whose call this is, and whom it may see: all of one request. What else a request may see and have
done lies in the module of its noun.
"""

from webapp.current.call import memory, platform, signed_in, write_down
from webapp.current.caller import whereabouts
from webapp.current.people import (
    as_of,
    minute,
    selected,
    selected_by,
    somebody,
    tags_if_granted,
    tags_if_read,
)
from webapp.current.team import (
    everyone,
    everyone_if_granted,
    everyone_if_read,
    people_as_of,
    presenting,
    snapshot,
)

__all__ = [
    "as_of",
    "everyone",
    "everyone_if_granted",
    "everyone_if_read",
    "memory",
    "minute",
    "people_as_of",
    "platform",
    "presenting",
    "selected",
    "selected_by",
    "signed_in",
    "snapshot",
    "somebody",
    "tags_if_granted",
    "tags_if_read",
    "whereabouts",
    "write_down",
]
