"""Which of the later additions to OAuth, and of the calls that we assume, there are: switches."""

from enum import StrEnum

from msgspec import Struct


class Par(StrEnum):
    """What becomes of pushed authorization requests. Source: RFC 9126, section 5."""

    OFFERED = "offered"
    REQUIRED = "required"
    ABSENT = "absent"


class Extensions(Struct, forbid_unknown_fields=True):
    """The switches, as they stand in a new world."""

    par: Par = Par.OFFERED
    introspection: bool = True
    resource: bool = True
    grants: bool = True
    account_settings: bool = True
    assessments: bool = True
    aliases: bool = True
    profile_changes: bool = True
    resending: bool = True
    roles: bool = True
