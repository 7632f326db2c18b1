"""Profiles: the people assessed, as opposed to those who sign in.

Source: Profile API reference, sections 4.2 (GET /profiles, GET /profile/{profileId}) and 5.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec

from webapp.api.envelope import PROFILE, PROFILES, Id
from webapp.api.errors import NoSuchPerson, NotFound, Rejected
from webapp.api.focus import Domain, focus_result
from webapp.api.paging import PAGE_SIZE, WEIGHT, every_item
from webapp.api.scores import Disc, core_result, disc_result
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport


class Completion(StrEnum):
    """How many of the three assessments have a result: all, some or none."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    PENDING = "pending"


class Profile(msgspec.Struct, frozen=True, gc=False):
    """One assessed person; every part but the id may be absent (None).

    `focus` is read when first looked at, which raises UnexpectedAnswer where it is misshapen.
    """

    id: str
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    disc: Disc | None = None
    focus: Sequence[Domain] | None = None
    core: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """First and last name as far as known, else the e-mail address, else the phone number, all
        that is known of whoever is invited by SMS, else "No name".
        """
        parts = [part for part in (self.first_name, self.last_name) if part]
        return " ".join(parts) or self.email or self.phone or "No name"

    @property
    def completion(self) -> Completion:
        """Judged by what is present: the platform documents no mark of a pending profile."""
        absent = (self.disc, self.focus, self.core).count(None)
        by_absent = {0: Completion.COMPLETE, 3: Completion.PENDING}
        return by_absent.get(absent, Completion.PARTIAL)


class _ProfileSent(msgspec.Struct, rename="camel", gc=False):
    id: Id
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone: str | None = None
    created_at: Any = None  # an unreadable time is absent, whatever its type
    updated_at: Any = None
    disc: Disc | None = None
    focus: dict[str, msgspec.Raw] | None = None
    core: dict[str, str | None] | None = None

    def profile(self) -> Profile:
        return Profile(
            id=self.id,
            email=text(self.email),
            first_name=text(self.first_name),
            last_name=text(self.last_name),
            phone=text(self.phone),
            created_at=parse_time(self.created_at),
            updated_at=parse_time(self.updated_at),
            disc=disc_result(self.disc),
            focus=focus_result(self.focus),
            core=core_result(self.core),
        )


class ProfilesApi:
    """Reading needs the scope `profiles:read`, changing and deleting `profiles:write`. For what a
    failure of the latter two means see `Transport.send`; NoSuchPerson also where the platform has
    no such call, since their paths are assumed (section 11).
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def every(self) -> Sequence[Profile]:
        """Everyone of the account, in the platform's order."""
        return every_item(self._page, _ProfileSent.profile, self._transport.memory)

    def few(self) -> tuple[Sequence[Profile], bool]:
        """Everyone, and True, where they are few; else a first page of PAGE_SIZE, and False."""
        memory = self._transport.memory
        first = self._page(PAGE_SIZE, 1)
        if len(first) < PAGE_SIZE:
            return every_item(self._page, _ProfileSent.profile, memory, first), True
        each = WEIGHT * len(first)
        made = partial(_made, first)
        return memory.kept((Profile, "first"), (first,), made, each), False

    def page(self, limit: int, page: int) -> Sequence[Profile]:
        """One page of everyone, for whoever walks by themselves; a platform may cap `limit`."""
        return _made(self._page(limit, page))

    def one(self, profile_id: str) -> Profile:
        """One person; NoSuchPerson for an id unknown to the account."""
        try:
            sent = self._transport.get(PROFILE, _ProfileSent, item_id=profile_id)
        except (NotFound, Rejected) as error:
            # Rejected: nothing but the id was sent, so it is not one of the platform's.
            raise NoSuchPerson("The platform knows nobody by this id.") from error
        return self._transport.memory.kept((Profile, profile_id), (sent,), sent.profile, WEIGHT)

    def change(self, profile_id: str, details: Mapping[str, str | None]) -> None:
        """Other details (`firstName`, `lastName`, `email`, `phone`) for somebody; None takes one
        away, and what is not named stays.
        """
        try:
            self._transport.order("PATCH", PROFILE, profile_id, details)
        except NotFound as error:
            raise NoSuchPerson("The platform knows nobody by this id.") from error

    def delete(self, profile_id: str) -> None:
        """No such person any more, with all results; an invite that is not answered yet ends."""
        try:
            self._transport.order("DELETE", PROFILE, profile_id)
        except NotFound as error:
            raise NoSuchPerson("The platform knows nobody by this id.") from error

    def _page(self, limit: int, page: int) -> list[_ProfileSent]:
        query = {"limit": limit, "page": page}
        return self._transport.get(PROFILES, list[_ProfileSent], query)


def _made(page: Sequence[_ProfileSent]) -> tuple[Profile, ...]:
    return tuple(sent.profile() for sent in page)
