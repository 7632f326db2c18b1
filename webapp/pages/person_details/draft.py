"""What somebody wants a person's details to be, as it came by the form, and the form as it is shown
again; pure.

What the form was drawn from travels in it: a change is merged with what is there when it is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from webapp.api.profiles import Profile
from webapp.pages.person_details.advice import advice_on
from webapp.people.details import FIELDS, Details, details_of
from webapp.people.search import legible

LABELS = {
    "first_name": "First name",
    "last_name": "Last name",
    "email": "E-mail",
    "phone": "Phone",
}
_ON_THE_WIRE = {"first_name": "firstName", "last_name": "lastName"}


@dataclass(frozen=True, slots=True)
class Draft:
    """`typed` as it stands in the form, `was` what it was drawn from; with `is_undo` it makes them
    what they were before. All else says what is in the way: of all of it, and by field the advice,
    or what somebody else has made of it meanwhile.
    """

    typed: Details
    was: Details
    is_undo: bool = False
    note: str = ""
    advice: Mapping[str, str] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> str:
        """The first field that needs another look; "" where none does."""
        return next((name for name in FIELDS if name in {*self.advice, *self.meanwhile}), "")


class NotSaved(Exception):
    """A draft that was not saved; `draft` says why, `status` is for the answer."""

    def __init__(self, draft: Draft, status: int):
        super().__init__(draft.note)
        self.draft, self.status = draft, status


def drawn_from(profile: Profile) -> Draft:
    """The form as it is opened."""
    known = details_of(profile)
    return Draft(known, known)


def draft(form: Mapping[str, str]) -> Draft:
    """What was sent. What it was drawn from is percent-encoded, since fields lose line ends."""
    typed = Details(**{name: legible(form.get(name, "")) for name in FIELDS})
    was = Details(**{name: unquote(form.get(f"was_{name}", "")) for name in FIELDS})
    return Draft(typed, was, is_undo="undo" in form)


def touched(wish: Draft) -> list[str]:
    """The fields that were changed in the form."""
    return [
        name for name in FIELDS if getattr(wish.typed, name) != legible(getattr(wish.was, name))
    ]


def check(wish: Draft, *, is_pending: bool) -> None:
    """Raises NotSaved for what cannot be meant; what was so before is not looked at."""
    fresh = () if wish.is_undo else touched(wish)
    found = {name: advice_on(name, getattr(wish.typed, name)) for name in fresh}
    wrong = {name: said for name, said in found.items() if said}
    if is_pending and not (wish.typed.email or wish.typed.phone) and touched(wish):
        wrong["email"] = "The invite needs an address or a number to go to: leave one of them."
    elif not wish.typed.can_be_told:
        wrong["first_name"] = "Leave a name, an e-mail address or a phone number."
    if wrong:
        raise NotSaved(replace(wish, advice=wrong), 422)


def changes(wish: Draft, now: Details) -> dict[str, str | None]:
    """What to send, by the platform's names (None takes a detail away), by what it has now. Raises
    NotSaved where somebody else has changed the same to something else since the form was drawn.
    """
    met, wanted = {}, {}
    for name in touched(wish):
        typed, was, current = (getattr(each, name) for each in (wish.typed, wish.was, now))
        if current not in (was, typed):
            met[name] = current or "nothing"
        if current != typed:
            wanted[_ON_THE_WIRE.get(name, name)] = typed or None
    if met:
        note = "Somebody has changed this since the form was opened, and nothing was saved."
        raise NotSaved(replace(merged(wish, now), note=note, meanwhile=met), 409)
    return wanted


def merged(wish: Draft, now: Details) -> Draft:
    """The form drawn anew from what is there now, with what was changed in it."""
    typed = {name: getattr(wish.typed, name) for name in touched(wish)}
    return Draft(Details(**{**{name: getattr(now, name) for name in FIELDS}, **typed}), now)


def is_as_wished(wish: Draft, now: Details) -> bool:
    """Whether all that was changed in the form is so."""
    return all(getattr(now, name) == getattr(wish.typed, name) for name in touched(wish))
