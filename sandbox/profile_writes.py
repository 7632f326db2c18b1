"""Writing to the profiles of an account on somebody's behalf, each write with its row in the audit
and, where a person is written to, its message in the outbox.
"""

from datetime import UTC, datetime
from enum import Enum
from math import ceil
from typing import NamedTuple

from sandbox.aliases import KeyTaken
from sandbox.audit import Actor
from sandbox.outbox import Message, Occasion, way_to
from sandbox.population.profiles import Profile
from sandbox.profiles import ProfileBook
from sandbox.world import Account, World

_CALLED = {"first_name": "firstName", "last_name": "lastName"}


class Why(Enum):
    """Why something was not done."""

    UNKNOWN = "there is no such profile"
    COMPLETED = "the profile has results already"
    REACHED = "another profile has the address"
    KEY_TAKEN = "another profile has the key"
    UNREACHABLE = "nothing would be left to invite them by"
    TOO_SOON = "they were written to a moment ago"


class Declined(Exception):
    """Nothing was written and nothing sent; `seconds` is how long to wait, where that helps."""

    def __init__(self, why: Why, seconds: int = 0) -> None:
        super().__init__(why.value)
        self.why, self.seconds = why, seconds


class ProfileWrites(NamedTuple):
    """Each raises Declined. Messages lead to `login`, the sandbox's login origin."""

    account: Account
    world: World
    actor: Actor
    login: str

    @property
    def book(self) -> ProfileBook:
        return self.account.profiles

    def invite(
        self, *, email: str = "", phone: str | None = None, custom_id: str | None = None
    ) -> Profile:
        """A new pending profile, or the one that waits at this address; a message either way."""
        with self.book.lock:
            known = self.book.reached_by(email=email, phone=phone)
            if not all(profile.is_pending for profile in known):
                raise Declined(Why.COMPLETED)
            self._claim(custom_id, known[0].id if known else self.book.next_id)
            profile = known[0] if known else self.book.create(email=email, phone=phone)
            self._send("invite", profile, {} if custom_id is None else {"customId": custom_id})
            return profile

    def resend(self, profile_id: str) -> Profile:
        """One more message to somebody who has not answered."""
        with self.book.lock:
            profile = self._find(profile_id)
            if not profile.is_pending:
                raise Declined(Why.COMPLETED)
            wait = self._wait(profile)
            if wait > 0:
                raise Declined(Why.TOO_SOON, ceil(wait))
            self._send("resend", profile, {})
            return profile

    def change(self, profile_id: str, **changes: str | None) -> Profile:
        """Other values for `first_name`, `last_name`, `email` and `phone`; None takes one away."""
        with self.book.lock:
            before = self._find(profile_id)
            ways = {field: changes[field] for field in ("email", "phone") if field in changes}
            if any(each.id != profile_id for each in self.book.reached_by(**ways)):
                raise Declined(Why.REACHED)
            left = {"email": before.email, "phone": before.phone} | ways
            if before.is_pending and not any(left.values()):
                raise Declined(Why.UNREACHABLE)
            empty = {"email": ""} if "email" in changes and not changes["email"] else {}
            profile = self.book.change(profile_id, **changes | empty)
            details = {"before": _some(before, changes), "after": _some(profile, changes)}
            self.world.audit.note(self.actor, "profile.change", profile_id, **details)
            return profile

    def delete(self, profile_id: str) -> Profile:
        """The profile as it was. It carries no tag any more, its keys are free, its debrief is
        gone, and the link of its invite leads nowhere.
        """
        with self.book.lock:
            self._find(profile_id)
            profile = self.book.delete(profile_id)
            tags = self.account.tags.forget(profile_id)
            keys = [alias.consumer_key for alias in self.account.aliases.forget(profile_id)]
            self.world.debriefs.forget(profile_id)
            details = {"pending": profile.is_pending, "tags": tags, "keys": keys}
            self.world.audit.note(self.actor, "profile.delete", profile_id, **details)
            return profile

    def _find(self, profile_id: str) -> Profile:
        profile = self.book.find(profile_id)
        if profile is None:
            raise Declined(Why.UNKNOWN)
        return profile

    def _claim(self, custom_id: str | None, profile_id: str) -> None:
        if custom_id is None:
            return
        try:
            self.account.aliases.claim(custom_id, profile_id)
        except KeyTaken as taken:
            raise Declined(Why.KEY_TAKEN) from taken

    def _wait(self, profile: Profile) -> float:
        """Seconds until they may be written to again; not above 0: at once."""
        sent = self.world.outbox.messages(profile.id)
        if not sent:
            return 0
        return self.world.resend_seconds - (datetime.now(UTC) - sent[-1].at).total_seconds()

    def _send(self, kind: Occasion, profile: Profile, details: dict[str, str]) -> None:
        channel, to = way_to(profile)
        link = f"{self.login}/sandbox/assessment/{profile.id}"
        now = datetime.now(UTC)
        message = Message(now, self.account.id, profile.id, channel, to, kind, link)
        self.world.outbox.put(message)
        self.world.audit.note(
            self.actor, f"profile.{kind}", profile.id, channel=channel, to=to, **details
        )


def _some(profile: Profile, fields: dict[str, str | None]) -> dict[str, object]:
    """These fields of it, as the platform calls them."""
    return {_CALLED.get(field, field): getattr(profile, field) or None for field in fields}
