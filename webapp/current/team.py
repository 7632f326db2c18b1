"""Everybody whom this request may see: a few as they are just now, very many as they were read
together (see `webapp.snapshots`).
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import monotonic

from flask import g, request

from webapp.api import PlatformApi
from webapp.api.profiles import Profile
from webapp.current.call import (
    if_read,
    lasting_platform,
    lasting_tokens,
    memory,
    platform,
    seconds_left,
    signed_in,
    work_owner,
)
from webapp.own_log import AtOnce, Once
from webapp.people.crowd import Crowd
from webapp.people.disguise import disguised, pseudonyms
from webapp.people.finding import BYTES_KNOWN
from webapp.services import services
from webapp.snapshots import Asking, Snapshot, Source, StillReading

PATIENCE_FOR_ALL = 2.0
"""Seconds for which a page waits that needs everybody; then it says how far that is."""
PATIENCE_TO_ACT = 20.0
"""The same of a form: whoever sent it is not asked to send it again."""
PATIENCE_SHARE = 0.1
"""How long a page waits for the others that can show the first people, in parts of the time that
those took.
"""


def presenting() -> bool:
    """Whether people are shown without their names; words that may hold names are hidden, too."""
    return signed_in().presenting


def everyone() -> Sequence[Profile]:
    """All people of the account, read once a request; without their names while `presenting`.
    Raises StillReading where they are many, and take longer to read than anybody likes to wait.
    Needs `profiles:read`.
    """
    people = everyone_so_far(PATIENCE_FOR_ALL if request.method == "GET" else PATIENCE_TO_ACT)
    if isinstance(people, Crowd) and not people.is_whole:
        raise StillReading(len(people))
    return people


def everyone_so_far(patience: float | None = None) -> Sequence[Profile]:
    """The same, or those who are read after so many seconds of waiting for all; as a page waits
    that can show some of them, where nothing else is said.
    """
    if "everyone" not in g:
        people = _read(patience)
        g.everyone = without_names(people, people) if presenting() else people
    known: Sequence[Profile] = g.everyone
    return known


def _read(patience: float | None) -> Sequence[Profile]:
    began = monotonic()
    first, are_all = platform().profiles.few()
    if are_all:
        return first
    far = _long_reading().profiles
    near = platform().profiles
    asking = Asking(
        work_owner(), first, Source(near.page, near.one), Source(far.page, far.one), memory()
    )
    waits = PATIENCE_SHARE * (monotonic() - began) if patience is None else patience
    is_wished = bool(request.args.get("again"))
    g.snapshot = services().snapshots.look(asking, waits, is_wished=is_wished)
    people: Sequence[Profile] = g.snapshot.people
    return people


def snapshot() -> Snapshot | None:
    """Since when this request's people are known, and how far; None where they were just read."""
    kept: Snapshot | None = g.get("snapshot")
    return kept


def everyone_if_read() -> Sequence[Profile] | None:
    """All people of the account; None where the platform does not give them just now, or they are
    still being read.
    """
    try:
        return if_read(everyone)
    except StillReading:
        return None


def everyone_if_granted() -> Sequence[Profile] | None:
    """The same; None also where reading people was not granted."""
    return everyone_if_read() if signed_in().may("profiles:read") else None


def everyone_later() -> Callable[[], Sequence[Profile]] | None:
    """Reads everybody when it is called, also when this request is over, and with their names: for
    work, never for a page. None where that was not granted.
    """
    return lasting_platform().profiles.every if signed_in().may("profiles:read") else None


def without_names(people: Sequence[Profile], among: Sequence[Profile]) -> Sequence[Profile]:
    """The same people under pseudonyms that nobody else in the account has."""
    if isinstance(people, Crowd):
        return _renamed(people)
    ids = {profile.id for profile in (*among, *people)}
    names = pseudonyms(ids, signed_in().pseudonym_key)
    return [disguised(profile, names[profile.id]) for profile in people]


def _renamed(people: Crowd) -> Crowd:
    """A crowd under pseudonyms, the same one as long as the people are the same."""
    key = signed_in().pseudonym_key

    def made() -> Crowd:
        return people.renamed(pseudonyms(people.frame["id"], key))

    return memory().kept((Crowd, key), (people,), made, len(people) * BYTES_KNOWN)


def people_as_of() -> datetime:
    """The same of everybody, who may have been read before where they are very many."""
    kept = snapshot()
    return kept.as_of if kept else datetime.now(UTC)


def _long_reading() -> PlatformApi:
    """The platform for a reading of very many pages, of which the log tells once."""
    once = Once(AtOnce(services().own_log, work_owner(), seconds_left()))
    return services().platform(lasting_tokens(), once, is_patient=True)
