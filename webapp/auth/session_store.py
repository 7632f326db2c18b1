"""Server-side sessions: Flask-Session's interface over our own store.

Flask-Session's own stores write the whole session back after every request, which brings back
rotated tokens, signed-out sessions and regenerated ids. This one writes only what changed, lays it
over what others wrote meanwhile, and never revives an id that was ended.
"""

import time
from collections.abc import Callable, Collection
from typing import Any

import msgspec
from flask import Flask, Request, Response
from flask_session.base import ServerSideSessionInterface
from redis.exceptions import WatchError

from webapp.auth.browser_session import (
    ABSENT,
    BEGAN,
    REPLACES,
    BrowserSession,
    decode_values,
)
from webapp.auth.sealed_values import SealedValues, Stored, new_secret

_MERGE_TRIES = 20


class SessionStore(ServerSideSessionInterface):  # type: ignore[misc]  # it ships no types
    """Sessions in Redis, found and opened by the value of their cookie only.

    `idle_seconds` without a request end a session, and so do `max_seconds` in any case. Requests
    for the `passive` endpoints, which no person makes, do not count as use.
    """

    # The base's __init__ is left out on purpose: it sets up a serializer that falls back to pickle.
    def __init__(
        self,
        values: SealedValues,
        *,
        idle_seconds: int,
        max_seconds: int,
        passive: Collection[str] = (),
        clock: Callable[[], float] = time.time,
    ):
        self._sealed = values
        self._idle = idle_seconds
        self._max = max_seconds
        self._passive = frozenset(passive)
        self._clock = clock

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """A session that will load when something is asked of it."""

        def load(secret: str) -> Stored | None:
            is_use = request.endpoint not in self._passive
            return self._retrieve_session_data(secret, extend=is_use)

        secret = request.cookies.get(self.get_cookie_name(app))
        return BrowserSession(secret, load=load, end=self._delete_session)

    def save_session(self, app: Flask, session: BrowserSession, response: Response) -> None:
        """Write what changed. The cookie is set when a session begins and deleted at sign-out."""
        name, attributes = self.get_cookie_name(app), self._cookie_attributes(app)
        if self._follows_an_ended(session):
            return
        if changes := session.changes():
            is_new = session.stored is None
            self._upsert_session(self._idle, session, changes)
            if is_new and session.secret:
                response.set_cookie(name, session.secret, **attributes)
        elif session.forgets_cookie:
            response.delete_cookie(name, **attributes)

    def regenerate(self, session: BrowserSession) -> None:
        """A new, empty session under a new id; the old id is ended at once."""
        session.start_over()

    def _retrieve_session_data(self, store_id: str, *, extend: bool = True) -> Stored | None:
        """The stored session, its idle time begun anew; None when unknown, ended or too old."""
        stored = self._sealed.read(store_id, extend_seconds=self._idle if extend else None)
        if stored and self._clock() - decode_values(stored)[BEGAN] >= self._max:
            self._delete_session(store_id)
            return None
        return stored and self._settled(store_id, stored)

    def _follows_an_ended(self, session: BrowserSession) -> bool:
        """Whether it would go on for a session that was ended while this request was under way."""
        if session.replaced is None:
            return False
        return not self._sealed.seconds_left([self._sealed.address(session.replaced)])

    def _settled(self, store_id: str, stored: Stored) -> Stored | None:
        """The browser uses its new id: the one before it ends now. If that one was ended for good
        meanwhile, so is this one, which goes on for it.
        """
        values = decode_values(stored)
        replaced = values.pop(REPLACES, None)
        if replaced is None:
            return stored
        if not self._sealed.follow(replaced, self._max):
            self._delete_session(store_id)
            return None
        value = msgspec.msgpack.encode(values)
        seen = self._sealed.replace(store_id, stored.seen, value)
        return Stored(value, seen) if seen else self._sealed.read(store_id)

    def _delete_session(self, store_id: str) -> None:
        """Ended for as long as any request could still hold this id."""
        self._sealed.end(store_id, self._max)

    def _upsert_session(
        self, lifetime: int, session: BrowserSession, changes: dict[str, Any]
    ) -> None:
        """Begin a new session, or lay the changes over what is stored now, if it still lives.

        Raises redis.WatchError where others are always quicker: no change is lost without a word.
        """
        if session.stored is None:
            if not session.is_ours:
                session.secret = new_secret()
            values = {BEGAN: self._clock(), **changes}
            if session.replaced is not None:
                values[REPLACES] = self._sealed.address(session.replaced)
            self._sealed.add(str(session.secret), msgspec.msgpack.encode(values), lifetime)
            return
        stored: Stored | None = session.stored
        for _ in range(_MERGE_TRIES):
            if stored is None or session.secret is None:
                return
            merged = {**decode_values(stored), **changes}
            kept = {key: value for key, value in merged.items() if value is not ABSENT}
            if self._sealed.replace(session.secret, stored.seen, msgspec.msgpack.encode(kept)):
                return
            stored = self._sealed.read(session.secret)
        raise WatchError("Too many others wrote to this session at once.")

    def _cookie_attributes(self, app: Flask) -> dict[str, Any]:
        secure = self.get_cookie_secure(app)
        return {"path": "/", "secure": secure, "httponly": True, "samesite": "Lax"}
