"""How somebody who is invited is called, and how they are written to; pure.

Source: Profile API reference, sections 4.2 and 4.3. That whoever has an e-mail address is written
to there, and by SMS who has none, is assumed.
"""

from dataclasses import dataclass

from webapp.api.profiles import Profile

NO_NAME = "This person"


@dataclass(frozen=True, slots=True)
class WayTo:
    """How a message goes: "by e-mail", and the address or number."""

    words: str
    to: str


def called(profile: Profile) -> str:
    """The name as far as known, else how they are written to."""
    is_known = profile.first_name or profile.last_name or profile.email or profile.phone
    return profile.name if is_known else NO_NAME


def way_to(profile: Profile) -> WayTo | None:
    """How they are written to; None where that is not told, as while names are hidden."""
    if profile.email:
        return WayTo("by e-mail", profile.email)
    return WayTo("by SMS", profile.phone) if profile.phone else None
