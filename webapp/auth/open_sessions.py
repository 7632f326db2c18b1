"""The sessions a person has open, so that they can be seen and ended from any one of them.

A session's own value opens only with its cookie. What is told here lies beside it, sealed under
who the person is: where they are, when it began, and the addresses (hashes) of what to end. So
ending another session ends it and its tokens here; only its own sign-out can also tell Profile.
"""

import time
from collections.abc import Callable

import msgspec
from redis import Redis

from webapp.auth.browser_session import BrowserSession
from webapp.auth.noted_sessions import NotedSessions
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_store import TokenStore
from webapp.auth.whereabouts import OpenSession, Whereabouts, handle_of

MOST_OPEN = 200
"""Sessions a person may have; the one that was not used for longest ends when another begins."""

JUST_NOTED = 60
"""Seconds in which a session that is noted may still be on its way into Redis."""


class OpenSessions:
    """Who has which sessions open, and what ends with one."""

    def __init__(
        self,
        redis: "Redis",
        sealer: Sealer,
        sessions: SealedValues,
        tokens: TokenStore,
        *,
        idle_seconds: int,
        max_seconds: int,
        most_open: int = MOST_OPEN,
        clock: Callable[[], float] = time.time,
    ):
        self._noted = NotedSessions(redis, sealer, max_seconds)
        self._sessions = sessions
        self._tokens = tokens
        self._idle = idle_seconds
        self._max = max_seconds
        self._most = most_open
        self._clock = clock

    def address(self, session: BrowserSession) -> str:
        """Where this session lies; "" for none."""
        return self._sessions.address(session.secret) if session.secret else ""

    def note(self, person: SignedIn, session: BrowserSession, here: Whereabouts) -> None:
        """Remember this session under everybody that its connections speak for.

        Where somebody has too many, the one that was not used for longest ends.
        """
        this = self.address(session)
        tokens = tuple(self._tokens.address(known.token_key) for known in person.connections)
        now = self._clock()
        whereabouts = msgspec.structs.replace(
            here,
            began_at=session.began_at or now,
            noted_at=now,
            tokens=tokens,
            mark=person.mark,
        )
        for name in {known.person for known in person.connections if known.person}:
            if self._noted.write(name, this, whereabouts) > self._most:
                open_now = self.every(name)
                self._end(name, open_now[self._most :], open_now[: self._most])

    def every(self, person: str) -> list[OpenSession]:
        """The sessions that are still open, the last used first; those gone are forgotten."""
        told = self._noted.told(person)
        lives = self._sessions.seconds_left(list(told))
        now = self._clock()
        open_now = [
            OpenSession(handle_of(address), address, whereabouts, now - self._idle + lives[address])
            for address, whereabouts in told.items()
            if whereabouts and address in lives
        ]
        gone = [
            address
            for address, whereabouts in told.items()
            if address not in lives
            and (whereabouts is None or now - whereabouts.noted_at > JUST_NOTED)
        ]
        self._noted.forget(person, gone)
        return sorted(open_now, key=lambda known: -known.last_used_at)

    def end(self, person: str, handle: str) -> OpenSession | None:
        """End the session with this handle, whatever goes on in its place, and their tokens; None
        where it is not open.
        """
        named = next((known for known in self.every(person) if known.handle == handle), None)
        if named is not None:
            self._end_all(person, lambda known: known.goes_on_with(named))
        return named

    def end_what_follows(self, person: SignedIn) -> None:
        """This sign-in was ended: so is each session that was about to go on for it."""
        for name in {known.person for known in person.connections if known.person}:
            self._end_all(name, lambda known: known.whereabouts.mark == person.mark)

    def end_others(self, person: str, session: BrowserSession) -> list[OpenSession]:
        """End every session of this person but this browser's."""
        this = self.address(session)
        mine = [known for known in self.every(person) if known.address == this]
        return self._end_all(person, lambda known: not any(known.goes_on_with(own) for own in mine))

    def _end_all(self, person: str, meant: Callable[[OpenSession], bool]) -> list[OpenSession]:
        open_now = self.every(person)
        ended = [known for known in open_now if meant(known)]
        self._end(person, ended, [known for known in open_now if known not in ended])
        return ended

    def _end(self, person: str, ended: list[OpenSession], others: list[OpenSession]) -> None:
        """End sessions and their tokens, but no tokens that another session uses too."""
        spared = {address for known in others for address in known.whereabouts.tokens}
        for known in ended:
            for address in {known.address, *known.whereabouts.tokens} - spared:
                self._sessions.end_at(address, self._max)
                self._tokens.dependents.end(address)
        self._noted.forget(person, [known.address for known in ended])
