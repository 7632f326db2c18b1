"""A link to the assessments that anybody may follow, as it is kept for the page that shows it.

Source: Profile API reference, section 4.4.
"""

import msgspec

MOST_LINKS = 10
"""Links that are kept of one connection."""


class ShareLink(msgspec.Struct, frozen=True):
    """`tags` are the labels that everybody who follows it gets, `own_id` the own id ("": none)."""

    link: str
    tags: tuple[str, ...] = ()
    own_id: str = ""
