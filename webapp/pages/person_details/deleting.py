"""Delete somebody, and prove it by a reading. Source: authentication page, `profiles:write`
("deleting profiles"), which gives no path: the call is assumed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.api import ApiError, Forbidden, NoSuchPerson, NotOffered, TokenRefused
from webapp.api.profiles import Profile
from webapp.background.setbacks import is_unclear
from webapp.people.search import fold, legible
from webapp.responses.problems import problem_of

NOT_OFFERED = (
    "Profile offers this dashboard no way to delete people. Nothing was deleted; do it in Profile "
    "itself."
)
UNKNOWN = (
    "Profile did not answer clearly, so it is not known whether they were deleted. Load this page "
    "again: it shows whether they are still there."
)
STILL_THERE = "Profile said that it was done, and shows them all the same. Delete them once more."
OTHERWISE = "Something has changed since this page was opened. Look at what goes, then confirm."


@dataclass(frozen=True, slots=True)
class Going:
    """What goes with a person: which results, and which tags they lose (None: not allowed to be
    read).
    """

    results: tuple[str, ...]
    tags: tuple[str, ...] | None

    @property
    def mark(self) -> str:
        """Stands for the results: who confirms has seen just these."""
        return ",".join(self.results)


class NotDeleted(Exception):
    """`advice` is for the confirmation field, `note` for all of it; `status` for the answer."""

    def __init__(self, status: int, *, note: str = "", advice: str = ""):
        super().__init__(note or advice)
        self.status, self.note, self.advice = status, note, advice


def going(profile: Profile, tags: Sequence[str] | None) -> Going:
    """What is to be told before somebody is deleted; `tags` are the labels of theirs."""
    known = (("DISC", profile.disc), ("Focus", profile.focus), ("Core values", profile.core))
    results = tuple(name for name, result in known if result is not None)
    return Going(results, None if tags is None else tuple(tags))


def check(typed: str, name: str, seen: str, now: Going) -> None:
    """Raises NotDeleted unless the name was typed, and what goes is what was shown."""
    if fold(legible(typed)) != fold(legible(name)):
        advice = "Type the name as it stands above, then press “Delete for good”."
        raise NotDeleted(422, advice=advice)
    if seen != now.mark:
        raise NotDeleted(409, note=OTHERWISE)


def delete(read: Callable[[], Profile], delete_it: Callable[[], None]) -> None:
    """Have them deleted, by the two calls; who is gone already is as wished. Raises NotDeleted, and
    what ends or forbids the connection (TokenRefused, Forbidden).
    """
    note = STILL_THERE
    try:
        delete_it()
    except NoSuchPerson:
        note = NOT_OFFERED
    except (TokenRefused, Forbidden):
        raise
    except ApiError as error:
        if not is_unclear(error):
            raise NotDeleted(409, note=_said(error)) from None
        note = UNKNOWN
    if is_there(read):
        raise NotDeleted(502 if note is not NOT_OFFERED else 409, note=note)


def is_there(read: Callable[[], Profile]) -> bool:
    """Whether a reading shows them. Raises NotDeleted where none can be had."""
    try:
        read()
    except NoSuchPerson:
        return False
    except (TokenRefused, Forbidden):
        raise
    except ApiError:
        raise NotDeleted(502, note=UNKNOWN) from None
    return True


def _said(error: ApiError) -> str:
    if isinstance(error, NotOffered):
        return NOT_OFFERED
    problem = problem_of(error)
    said = getattr(error, "message", None)
    quoted = f" Profile says: “{said}”." if said else ""
    return f"Nothing was deleted.{quoted} {problem.advice}"
