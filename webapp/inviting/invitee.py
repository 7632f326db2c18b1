"""Whom to write to; pure."""

import msgspec

from webapp.people.reach import Reach, Way


class GivenTag(msgspec.Struct, frozen=True):
    """A tag that new people are to have, as it was called when it was chosen."""

    id: str
    label: str


class Invitee(msgspec.Struct, frozen=True):
    """One message: where `to` (an address, or a number in E.164), `way`, and with which `own_id`
    and `tags` the new person comes.
    """

    to: str
    way: Way
    own_id: str = ""
    tags: tuple[GivenTag, ...] = ()

    @property
    def key(self) -> str:
        """What it is compared by."""
        return Reach(self.way, self.to).key
