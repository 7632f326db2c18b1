"""What was typed into the form, frozen; pure."""

import msgspec

from webapp.inviting.invitee import GivenTag


class Draft(msgspec.Struct, frozen=True):
    """The text as it was typed, and the tags that the new people are to have."""

    text: str
    tags: tuple[GivenTag, ...] = ()
