"""What may be written to a profile, whichever way it comes, and how it is refused.

Source: Profile API reference, section 4.3: `email` is required, `customId` is not. All about
`phone`, names and refusals is our assumption.
"""

import re
from collections.abc import Callable
from functools import partial

from msgspec import UNSET, Struct

from sandbox.api.answers import Refusal
from sandbox.api.bodies import as_sent
from sandbox.profile_writes import Declined, Why

_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+")
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, less the brackets
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")  # E.164
_LONGEST = 200

_ANSWERS = {
    Why.UNKNOWN: (404, "Profile not found"),
    Why.COMPLETED: (409, "This person has completed an assessment already"),
    Why.REACHED: (409, "Another profile has this address already"),
    Why.KEY_TAKEN: (409, "customId is another profile's already"),
    Why.UNREACHABLE: (400, "A pending profile needs an email or a phone"),
    Why.TOO_SOON: (429, "This person was written to a moment ago"),
}


class Details(Struct, rename="camel"):
    """What can be said of a profile; of any type, since each has its own refusal."""

    first_name: object = UNSET
    last_name: object = UNSET
    email: object = UNSET
    phone: object = UNSET
    custom_id: object = UNSET


def reach_of(asked: Details) -> dict[str, str]:
    """The one way to write to somebody new. Raises Refusal."""
    if asked.phone in (UNSET, None):
        return {"email": email_of(asked.email)}
    if asked.email not in (UNSET, None):
        raise Refusal(400, "send either email or phone")
    return {"phone": phone_of(asked.phone)}


def changes_of(asked: Details) -> dict[str, str | None]:
    """The fields to be changed; null takes one away. Raises Refusal."""
    sent = {field: getattr(asked, field) for field in _RULES}
    return {field: _RULES[field](value) for field, value in sent.items() if value is not UNSET}


def email_of(value: object) -> str:
    """An address as it was sent. Raises Refusal."""
    if value in (UNSET, None) or (isinstance(value, str) and not value.strip()):
        raise Refusal(400, "email is required")
    if isinstance(value, str) and len(value) <= _LONGEST_EMAIL and _EMAIL.fullmatch(value):
        return value
    raise Refusal(400, f'invalid email "{as_sent(value)}"')


def phone_of(value: object) -> str:
    """A number in the international form. Raises Refusal."""
    if isinstance(value, str) and _PHONE.fullmatch(value):
        return value
    raise Refusal(400, f'invalid phone "{as_sent(value)}"')


def text_of(name: str, value: object) -> str | None:
    """A text as it was sent; None where there is none. Raises Refusal."""
    if value in (UNSET, None):
        return None
    if isinstance(value, str) and value.strip() and len(value) <= _LONGEST:
        return value
    raise Refusal(400, f'invalid {name} "{as_sent(value)}"')


def told(declined: Declined) -> Refusal:
    """What whoever called is told."""
    code, message = _ANSWERS[declined.why]
    after = {"Retry-After": str(declined.seconds)} if declined.seconds else {}
    return Refusal(code, message, after)


def _nullable_email(value: object) -> str | None:
    return None if value is None else email_of(value)


def _nullable_phone(value: object) -> str | None:
    return None if value is None else phone_of(value)


_RULES: dict[str, Callable[[object], str | None]] = {
    "first_name": partial(text_of, "firstName"),
    "last_name": partial(text_of, "lastName"),
    "email": _nullable_email,
    "phone": _nullable_phone,
}
