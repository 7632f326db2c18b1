"""Which preferences can be set, and the sentences that say which cannot. Our assumption."""

from collections.abc import Set

from msgspec import UNSET, Struct

from sandbox.api.answers import Refusal


class Sent(Struct):
    """What a change of the account brings; of any type, since each wrong one has its refusal."""

    preferences: object = UNSET


def preferences_of(value: object, known: Set[str]) -> dict[str, bool]:
    """Those that are named, none where nothing is. Raises Refusal of all for one that is wrong."""
    if value is UNSET:
        return {}
    if not isinstance(value, dict):
        raise Refusal(400, "preferences must be an object")
    for name, on in value.items():
        if name not in known:
            raise Refusal(400, f'unknown preference "{name}"')
        if not isinstance(on, bool):
            raise Refusal(400, f"{name} must be true or false")
    return value
