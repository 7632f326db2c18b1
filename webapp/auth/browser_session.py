"""One browser's session as the pages see it: a mapping that loads late and knows what changed."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import msgspec
from flask import session
from flask.sessions import SessionMixin

from webapp.auth.sealed_values import Stored, new_secret

ABSENT = object()
"""Stands for a key that was removed."""

REPLACES = "_replaces"
"""The key of the address of the session before this one, which ends when this one is used."""

BEGAN = "_began"
"""The key of the moment (Unix seconds) from which the absolute limit counts."""


def decode_values(stored: Stored | None) -> dict[str, Any]:
    """A stored session's values (msgpack only: nothing here can run code)."""
    return msgspec.msgpack.decode(stored.value, type=dict[str, Any]) if stored else {}


def current_session() -> "BrowserSession":
    """The session of this request, by its own type (`flask.session` knows only Flask's)."""
    return cast("BrowserSession", session)


class BrowserSession(SessionMixin):
    """Nothing is read from Redis before something is asked of it.

    `secret` is the cookie's value, None for a session that has no cookie yet. `is_ours` says that
    it was made here: a value that only a browser brought never becomes a session.
    `replaced` is the secret before this one, of the same sign-in. `forgets_cookie` says that the
    browser is to delete its cookie.
    """

    def __init__(
        self,
        secret: str | None,
        *,
        load: Callable[[str], Stored | None],
        end: Callable[[str], None],
    ):
        self.secret = secret
        self.is_ours = False
        self.replaced: str | None = None
        self.forgets_cookie = False
        self.stored: Stored | None = None
        self._load = load
        self._end = end
        self._values: dict[str, Any] | None = None

    def changes(self) -> dict[str, Any]:
        """Every key set (with its value) or removed (with ABSENT) since the session was read."""
        if self._values is None:
            return {}
        now, before = self._values, decode_values(self.stored)
        return {
            key: now.get(key, ABSENT)
            for key in now.keys() | before.keys()
            if now.get(key, ABSENT) != before.get(key, ABSENT)
        }

    @property
    def began_at(self) -> float | None:
        """When the person signed in (Unix seconds); None where nobody has."""
        began: float | None = self.get(BEGAN)
        return began

    def start_over(self, *, same_sign_in: bool = False) -> None:
        """End the id in use and go on empty under a new one (against session fixation).

        The absolute limit begins anew, unless it is the `same_sign_in` that goes on. Then the old
        id also lives until the new one is first used: an answer that never arrives must not sign
        anybody out.
        """
        began = self.began_at if same_sign_in else None
        if same_sign_in:
            self.replaced, self._values, self.stored = self.secret, {}, None
        else:
            self.end()
        self.secret, self.is_ours = new_secret(), True
        if began is not None:
            self[BEGAN] = began

    def read_again(self) -> None:
        """Forget what was read, so that the next question is answered by what is stored now."""
        self._values = self.stored = None

    def end(self, *, forget_cookie: bool = False) -> None:
        """End this session now, for every request that still holds its id.

        The cookie goes only where the person signs out: a slow request that finds its session
        over may answer after a new sign-in, and would take the new session's cookie away.
        """
        if self.secret is not None:
            self._end(self.secret)
        self._values, self.stored, self.forgets_cookie = {}, None, forget_cookie

    @property
    def _now(self) -> dict[str, Any]:
        """The values, loaded on first use. Raises redis.RedisError when Redis cannot tell."""
        if self._values is None:
            self.stored = self._load(self.secret) if self.secret else None
            self._values = decode_values(self.stored)
        return self._values

    def __getitem__(self, key: str) -> Any:
        return self._now[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._now[key] = value

    def __delitem__(self, key: str) -> None:
        del self._now[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)
