"""Whose call this is, and whom it may see: all of one request. What else a request may see and have
done lies in the module of its noun.
"""

from webapp.current.call import platform, signed_in, whereabouts, write_down
from webapp.current.people import (
    as_of,
    everyone,
    everyone_if_granted,
    everyone_if_read,
    presenting,
    selected,
    selected_by,
    somebody,
    tags_if_granted,
    tags_if_read,
)

__all__ = [
    "as_of",
    "everyone",
    "everyone_if_granted",
    "everyone_if_read",
    "platform",
    "presenting",
    "selected",
    "selected_by",
    "signed_in",
    "somebody",
    "tags_if_granted",
    "tags_if_read",
    "whereabouts",
    "write_down",
]
