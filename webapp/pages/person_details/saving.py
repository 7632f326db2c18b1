"""Read, merge, write, read again. Source: authentication page, `profiles:write` ("updating profile
metadata"), which gives no path: the call is assumed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple, NoReturn

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoSuchPerson,
    NotOffered,
    Rejected,
    TokenRefused,
)
from webapp.api.profiles import Completion, Profile
from webapp.background.setbacks import is_unclear
from webapp.pages.person_details.draft import (
    Draft,
    NotSaved,
    changes,
    check,
    is_as_wished,
    merged,
    touched,
)
from webapp.people.details import Details, Edit, details_of
from webapp.responses.problems import problem_of

NOT_OFFERED = (
    "Profile offers this dashboard no way to change people’s details. Nothing was saved; change "
    "them in Profile itself."
)
UNKNOWN = (
    "Profile did not answer clearly, so it is not known whether this was saved. Save once more: "
    "the same is saved, and nothing twice."
)


class Person(NamedTuple):
    """Whom it is about: the call that reads them, and the one that changes them."""

    read: Callable[[], Profile]
    change: Callable[[Mapping[str, str | None]], None]


def saved(person: Person, wish: Draft) -> Edit:
    """Have a draft saved; what a reading then shows. Raises NotSaved, NoSuchPerson, and what ends
    or forbids the connection (TokenRefused, Forbidden).
    """
    profile = person.read()
    before = details_of(profile)
    check(wish, is_pending=profile.completion is Completion.PENDING)
    wanted = changes(wish, before)
    if wanted:
        is_sure = _sent(person, wanted, wish)
        after = _read_back(person, wish, is_sure=is_sure)
    else:
        after = before
    return Edit(profile.id, before, after)


def _sent(person: Person, wanted: Mapping[str, str | None], wish: Draft) -> bool:
    """Whether the platform said that it was done."""
    try:
        person.change(wanted)
    except (TokenRefused, Forbidden):
        raise
    except NoSuchPerson:
        person.read()  # raises the same where the person is gone
        raise NotSaved(replace(wish, note=NOT_OFFERED), 409) from None
    except ApiError as error:
        if not is_unclear(error):
            _refused(wish, error)
        return False
    return True


def _refused(wish: Draft, error: ApiError) -> NoReturn:
    if isinstance(error, NotOffered):
        raise NotSaved(replace(wish, note=NOT_OFFERED), 409) from None
    if isinstance(error, Rejected | Conflict):
        said = f"Profile says: “{error.message}”." if error.message else "Profile refused it."
        status = 409 if isinstance(error, Conflict) else 422
        raise NotSaved(replace(wish, note=f"Nothing was saved. {said}"), status) from None
    problem = problem_of(error)
    note = f"Nothing was saved. {problem.sentence} {problem.advice}"
    raise NotSaved(replace(wish, note=note), problem.status) from None


def _read_back(person: Person, wish: Draft, *, is_sure: bool) -> Details:
    try:
        now = details_of(person.read())
    except NoSuchPerson:
        raise
    except ApiError:
        if is_sure:
            return wish.typed
        raise NotSaved(replace(wish, note=UNKNOWN), 502) from None
    if is_as_wished(wish, now):
        return now
    if not is_sure:
        note = "Profile did not answer clearly, and by a reading nothing was saved. Save once more."
        raise NotSaved(replace(merged(wish, now), note=note), 502)
    note = "Profile took this, and shows something else all the same:"
    met = {name: getattr(now, name) or "nothing" for name in touched(wish)}
    raise NotSaved(replace(merged(wish, now), note=note, meanwhile=met), 409)
