"""How a person is called and reached, as a form has it; pure."""

import msgspec

from webapp.api.profiles import Profile

MOST_EDITS = 10
"""Saved changes of people's details that one connection may still take back."""


class Details(msgspec.Struct, frozen=True):
    """What can be edited; "" for what is not known."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def can_be_told(self) -> bool:
        """Whether there is anything to call or to reach the person by."""
        return any(msgspec.structs.astuple(self))


class Edit(msgspec.Struct, frozen=True):
    """A change of somebody's details that was saved, so that it can be taken back."""

    profile_id: str
    before: Details
    after: Details


FIELDS = Details.__struct_fields__


def details_of(profile: Profile) -> Details:
    """As the platform has them."""
    return Details(**{name: getattr(profile, name) or "" for name in FIELDS})
