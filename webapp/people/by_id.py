"""People by their ids; pure."""

from collections.abc import Iterable

from webapp.api.profiles import Profile


def by_id(everyone: Iterable[Profile] | None) -> dict[str, Profile] | None:
    """None where nobody is read."""
    return None if everyone is None else {profile.id: profile for profile in everyone}
