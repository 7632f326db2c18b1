"""Debriefs as this request may see them, and have them written.

Their words name the person, so that none is shown, or written, while names are hidden.
"""

from webapp.api.profiles import Profile
from webapp.current.call import lasting_platform, platform, seconds_left, signed_in
from webapp.current.team import presenting
from webapp.debriefs import Shown, Standing
from webapp.rates import DEBRIEFS
from webapp.services import services


def debrief(profile: Profile) -> Shown | None:
    """How somebody's debrief stands, by what is known here; None for who has no results."""
    if presenting():
        return Shown(profile.id, Standing.HIDDEN)
    return services().debriefs.of(signed_in().connection.token_key, profile)


def look_for_debrief(profile_id: str, *, is_wished: bool = False) -> Shown:
    """The same, and where nothing sure is known here, by asking Profile; where a person wishes it
    (`is_wished`) even while one is being written. Needs `profiles:read`.
    """
    if presenting():
        return Shown(profile_id, Standing.HIDDEN)
    token_key = signed_in().connection.token_key
    read_it = platform().debriefs.read
    return services().debriefs.look(token_key, profile_id, read_it, is_wished=is_wished)


def have_debrief_written(profile: Profile) -> Shown | None:
    """Have one written where that is possible and not done, or under way, already; how it stands
    then. Raises TooOften where nothing was begun. Needs `profiles:read`.
    """
    shown, token_key = debrief(profile), signed_in().connection.token_key
    if shown is None or shown.standing not in (Standing.UNREAD, Standing.FAILED):
        return shown
    services().rates.check(DEBRIEFS, token_key)
    call = lasting_platform().debriefs.write
    services().debriefs.write(token_key, profile, call, seconds_left())
    return debrief(profile)
