"""Replaces or removes the logo, only where it still is what the person saw, and reads it again."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from webapp.account_settings.changes import Outcome
from webapp.account_settings.image_kind import image_kind
from webapp.account_settings.picture import LARGEST_RESULT, NotAPicture, picture_of
from webapp.account_settings.sending import sent
from webapp.api import ApiError
from webapp.api.logo import LogoApi

_NONE = "none"
_TAKEN = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of it, and the fingerprint of the logo that is there `now` ("" where that is not
    known).
    """

    outcome: Outcome
    now: str = ""
    said: str | None = None


def fingerprint(logo: bytes | None) -> str:
    """Tells one logo, or none, from another."""
    return _NONE if logo is None else sha256(logo).hexdigest()[:32]


def replace_logo(
    api: LogoApi, wished: bytes | None, drawn: str, keep: Callable[[bytes], None]
) -> Replaced:
    """Put this file in the place of the logo that has the fingerprint `drawn`; None takes it away.
    `keep` is given the one of before, just before anything is sent. Twice is once.
    Raises ApiError where nothing was done.
    """
    before = api.read()
    if fingerprint(before) == fingerprint(wished):
        return Replaced(Outcome.ALREADY, fingerprint(before))
    if fingerprint(before) != drawn:
        return Replaced(Outcome.MEANWHILE, fingerprint(before))
    if before and (former := as_taken(before)):
        keep(former)
    known, said = sent(lambda: _send(api, wished))
    if known:
        return Replaced(known, fingerprint(before), said)
    return _read_again(api, wished, before)


def as_taken(logo: bytes) -> bytes | None:
    """A logo that was there, as the platform takes it back: as it was where it can be; None where
    it is nothing that can be sent.
    """
    if image_kind(logo) in _TAKEN and len(logo) <= LARGEST_RESULT:
        return logo
    try:
        return picture_of(logo).content
    except NotAPicture:
        return None


def _send(api: LogoApi, wished: bytes | None) -> None:
    if wished is None:
        api.remove()
    else:
        api.replace(wished, _TAKEN[image_kind(wished) or "PNG"])


def _read_again(api: LogoApi, wished: bytes | None, before: bytes | None) -> Replaced:
    try:
        now = fingerprint(api.read())
    except ApiError:
        return Replaced(Outcome.UNREAD)
    if now == fingerprint(wished):
        return Replaced(Outcome.SAVED, now)
    is_still = now == fingerprint(before)
    return Replaced(Outcome.STILL if is_still else Outcome.ALTERED, now)
