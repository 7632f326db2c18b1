"""How an action stands that waits for a permission; pure."""

from enum import Enum

from webapp.auth.signed_in import SignedIn
from webapp.background.kept_action import KeptAction


class Standing(Enum):
    """It is READY to be sent; or GONE, for whoever asks; it was drawn with NAMES, which are hidden
    now; it is NOT_ALLOWED still; or its FILE has to be chosen again.
    """

    READY = "ready"
    GONE = "gone"
    NAMES = "names"
    NOT_ALLOWED = "not allowed"
    FILE = "file"


def standing(kept: KeptAction | None, person: SignedIn) -> Standing:
    """What comes first decides: nothing of it is shown to who may not see it."""
    if kept is None:
        return Standing.GONE
    if person.presenting and not kept.is_without_names:
        return Standing.NAMES
    if not all(person.may(scope) for scope in kept.scope.split()):
        return Standing.NOT_ALLOWED
    return Standing.FILE if kept.had_files else Standing.READY
