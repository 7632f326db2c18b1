"""Who was in a group and what their results were, kept so that it says neither; pure.

Of each person eight bytes of a hash of the id, and eight of the results as they were sent. That
tells later who came, who went and whose results are others; no id, name or result is in it.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import msgspec

from webapp.api.focus import FocusSent
from webapp.api.profiles import Profile

MOST_FOLLOWED = 5000
"""People; of more no fingerprint is taken, since it would be read whenever a view is opened."""

Fingerprint = Mapping[bytes, bytes]
"""Who (a mark of the id) to what (a digest of the results)."""

_BYTES = 8


def fingerprint(people: Sequence[Profile]) -> dict[bytes, bytes] | None:
    """Of these people; None where they are more than MOST_FOLLOWED."""
    if len(people) > MOST_FOLLOWED:
        return None
    return {mark(profile): digest(profile) for profile in people}


def mark(profile: Profile) -> bytes:
    """Stands for a person, whatever becomes of their results."""
    return blake2b(profile.id.encode(), digest_size=_BYTES, person=b"profile").digest()


def digest(profile: Profile) -> bytes:
    """Another one for other results: DISC, Core and Focus, and nothing else of the person."""
    told = blake2b(digest_size=_BYTES, person=b"results")
    told.update(msgspec.msgpack.encode((profile.disc, profile.core)))
    if isinstance(profile.focus, FocusSent):
        told.update(profile.focus.as_sent())
    elif profile.focus is not None:
        told.update(msgspec.msgpack.encode(tuple(profile.focus)))
    return told.digest()


def seal_of(taken: Fingerprint) -> str:
    """Another one for any other fingerprint, so that a page can say which one it showed."""
    told = blake2b(digest_size=_BYTES, person=b"group")
    for who in sorted(taken):
        told.update(who + taken[who])
    return told.hexdigest()
