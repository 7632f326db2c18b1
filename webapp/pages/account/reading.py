"""Reads the parts of the page one by one: one that fails is missing, and takes no other away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from webapp.account_settings import NotAPicture, fingerprint, picture_of
from webapp.api import ApiError, TokenRefused
from webapp.api.account import Account, AccountUser
from webapp.api.assessments import Assessment
from webapp.current import platform, signed_in
from webapp.current.account import account
from webapp.origins import site
from webapp.pages.account.facts import facts
from webapp.pages.account.missing import ELSEWHERE, NO_PICTURE, NOT_ALLOWED, why
from webapp.responses.facts import Fact
from webapp.responses.switches import Switch, switches
from webapp.services import services

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What was read, or the sentence that says why it is `missing`; neither where there is none."""

    value: T | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page shows. `logo` is the fingerprint of one that can be shown."""

    account: Part[Account] = field(default_factory=Part)
    catalogue: Part[Sequence[Assessment]] = field(default_factory=Part)
    logo: Part[str] = field(default_factory=Part)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Those of the account, where it could be read."""
        return facts(self.account.value, datetime.now(UTC)) if self.account.value else ()

    @property
    def user(self) -> AccountUser:
        """Whose connection this is, as far as Profile tells."""
        return (self.account.value and self.account.value.user) or AccountUser()

    @property
    def switches(self) -> tuple[Switch, ...] | None:
        """Its preferences; None where it tells of none."""
        known = self.account.value
        if known is None or known.preferences is None:
            return None
        return switches(known.preferences)


def read_parts() -> Parts:
    """All that this connection may read. Raises TokenRefused, for then there is nothing to read."""
    if not signed_in().may("account:read"):
        nothing = NOT_ALLOWED
        return Parts(Part(missing=nothing), Part(missing=nothing), Part(missing=nothing))
    known = _read(account)
    if known.value is None:
        return Parts(known, Part(missing=known.missing), Part(missing=known.missing))
    return Parts(known, _read(platform().assessments.every), _logo(known.value))


def _read(read: Callable[[], T]) -> Part[T]:
    try:
        return Part(read())
    except TokenRefused:
        raise
    except ApiError as error:
        return Part(missing=why(error))


def _logo(known: Account) -> Part[str]:
    """It is looked at here so that the page can say what is wrong with it, and leads no browser to
    a picture that is none. Only the API's own origin is asked for it.
    """
    if known.logo is None:
        return Part()
    if not _is_ours(known.logo):
        return Part(missing=ELSEWHERE)
    read = _read(platform().logo.read)
    if read.value is None:
        return Part(missing=read.missing)
    try:
        picture_of(read.value)
    except NotAPicture:
        return Part(missing=NO_PICTURE)
    return Part(fingerprint(read.value))


def _is_ours(address: str) -> bool:
    try:
        return site(address) == services().settings.profile_api_url
    except ValueError:
        return False
