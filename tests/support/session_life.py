"""What people, slow requests and time can do to sessions, in any order.

The machine keeps a plain picture of what must be true and holds the store to it; time is its own.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import Flask, Request, Response
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from redis import Redis
from werkzeug.test import create_environ

from tests.support.rotating_provider import Grant, Reuse, RotatingProvider
from tests.support.valkey import ENDED
from webapp.auth.browser_session import BEGAN, BrowserSession
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.session_store import SessionStore
from webapp.auth.token_store import TokenStore

IDLE, LONGEST = 600, 3600 * 8
MOST_AT_ONCE = 3
KEYS, VALUES = st.sampled_from("ab"), st.integers(0, 3)


@dataclass(eq=False)
class Connection:
    """One person's tokens. `is_over`: signed out, or ended by the keeper."""

    person: str
    token_key: str
    grant: Grant
    is_over: bool = False


@dataclass(eq=False)
class Session:
    """What must be readable with a cookie; nothing once it `is_over`.

    `replaces` is the session before it, which lives until this one is first used. Where it was
    `ended` by somebody before that, this one is over too.
    """

    secret: str
    began: float
    connection: Connection
    values: dict[str, Any] = field(default_factory=dict)
    is_over: bool = False
    ended: bool = False
    replaces: "Session | None" = None


@dataclass(eq=False)
class Slow:
    """A request that has read its session and has not finished."""

    request: BrowserSession
    session: Session
    read: dict[str, Any]


class SessionLife(RuleBasedStateMachine):
    """Rules are what happens. `steps` counts those that did anything, over all runs."""

    redis: ClassVar["Redis"]
    reuse: ClassVar[Reuse]
    steps: ClassVar[int]

    sessions = Bundle("sessions")
    ended = Bundle("ended")
    slow_requests = Bundle("slow_requests")

    @initialize()
    def begin(self) -> None:
        sealer = Sealer([b"k" * 32])
        self.now = 1_800_000_000.0
        self.app = Flask(__name__)
        self.sealed = SealedValues(self.redis, sealer, "session")
        self.store = SessionStore(
            self.sealed, idle_seconds=IDLE, max_seconds=LONGEST, clock=lambda: self.now
        )
        self.tokens = TokenStore(self.redis, sealer, LONGEST)
        self.provider = RotatingProvider(lambda: self.now, self.reuse)
        self.known: list[Session] = []

    def step(self) -> None:
        """Something happened."""
        type(self).steps += 1

    @precondition(lambda self: len(self.open_sessions()) < MOST_AT_ONCE)
    @rule(target=sessions, person=st.sampled_from(["ann", "bob", "cem"]))
    def sign_in(self, person: str) -> Session:
        tokens = self.provider.allow(person)
        token_key = self.tokens.add(tokens)
        connection = Connection(person, token_key, self.provider.grant_of(tokens))
        request = self.request(None)
        request.start_over()
        values = {"person": person, "token_key": token_key}
        return self.begun(request, connection, values, self.now)

    @rule(session=sessions)
    def read(self, session: Session) -> None:
        self.step()
        request = self.request(session)
        assert dict(request) == self.expected(session)
        assert "Set-Cookie" not in self.finish(request).headers

    @rule(session=sessions, key=KEYS, value=VALUES)
    def write(self, session: Session, key: str, value: int) -> None:
        self.step()
        request = self.request(session)
        if request:
            request[key] = session.values[key] = value
        self.finish(request)

    @rule(target=sessions, session=sessions, same_sign_in=st.booleans())
    def switch(self, session: Session, same_sign_in: bool) -> Session | MultipleResults[Session]:
        """Go on under a new id, as at a switch of accounts (the same sign-in) or a new one."""
        request = self.request(session)
        values = {key: value for key, value in request.items() if key != BEGAN}
        if not values:
            return multiple()
        request.start_over(same_sign_in=same_sign_in)
        began = session.began if same_sign_in else self.now
        fresh = self.begun(request, session.connection, values, began)
        if same_sign_in:
            fresh.replaces = session
        else:
            session.is_over = session.ended = True
        return fresh

    @rule(target=ended, session=consumes(sessions))
    def sign_out(self, session: Session) -> Session:
        self.step()
        request = self.request(session)
        if request:
            self.end_connection(session.connection)
        request.end(forget_cookie=True)
        session.is_over = session.ended = True
        self.finish(request)
        return session

    @rule(session=ended, key=KEYS, value=VALUES)
    def come_back(self, session: Session, key: str, value: int) -> None:
        """With a cookie of before: neither read nor written, and nothing is begun under it."""
        self.step()
        request = self.request(session)
        assert not request
        request[key] = value
        assert session.secret not in self.finish(request).headers["Set-Cookie"]

    @rule(target=slow_requests, session=sessions)
    def begin_slowly(self, session: Session) -> Slow:
        self.step()
        request = self.request(session)
        return Slow(request, session, dict(request))

    @rule(slow=consumes(slow_requests))
    def end_slow_read(self, slow: Slow) -> None:
        self.step()
        assert "Set-Cookie" not in self.finish(slow.request).headers

    @rule(slow=consumes(slow_requests), key=KEYS, value=st.none() | VALUES)
    def end_slow_write(self, slow: Slow, key: str, value: int | None) -> None:
        """None takes the key away. What a request leaves as it found it, it did not change."""
        if not slow.read:
            return
        self.step()
        if value is None:
            slow.request.pop(key, None)
        else:
            slow.request[key] = value
        assert "Set-Cookie" not in self.finish(slow.request).headers
        if value != slow.read.get(key):
            values = slow.session.values | {key: value}
            slow.session.values = {k: v for k, v in values.items() if v is not None}

    @rule(session=sessions, key=KEYS, value=VALUES, slow_key=KEYS, slow_value=st.none() | VALUES)
    def write_at_once(
        self, session: Session, key: str, value: int, slow_key: str, slow_value: int | None
    ) -> None:
        """One request in the middle of another."""
        slow = self.begin_slowly(session)
        self.write(session, key, value)
        self.end_slow_write(slow, slow_key, slow_value)

    @rule(target=ended, session=consumes(sessions))
    def leave_idle(self, session: Session) -> Session:
        """Redis drops what nobody used."""
        if not session.is_over:
            self.step()
            self.redis.delete(self.sealed.address(session.secret))
            session.is_over = True
        return session

    @rule(seconds=st.sampled_from([5, 600, 3000, 3000, 3590, 3590, LONGEST // 2]))
    def let_time_pass(self, seconds: int) -> None:
        self.step()
        self.now += seconds

    @invariant()
    def what_is_over_stays_over(self) -> None:
        ended = [self.sealed.address(known.secret) for known in self.known if known.is_over]
        assert {self.redis.get(address) for address in ended} <= {None, *ENDED}

    def teardown(self) -> None:
        """Whatever happened: everybody reads what is theirs, or nothing."""
        for session in getattr(self, "known", []):
            assert dict(self.request(session)) == self.expected(session)

    def open_sessions(self) -> list[Session]:
        """Those that can be read now."""
        return [known for known in self.known if self.expected(known)]

    def expected(self, session: Session) -> dict[str, Any]:
        """What a request with this cookie must find."""
        if session.is_over or self.now - session.began >= LONGEST:
            return {}
        if session.replaces and session.replaces.ended:
            return {}
        return {**session.values, BEGAN: session.began}

    def request(self, session: Session | None) -> BrowserSession:
        """A request comes in with this cookie, and asks who it is from."""
        cookie = {"Cookie": f"session={session.secret}"} if session else {}
        request = self.store.open_session(self.app, Request(create_environ(headers=cookie)))
        if session and session.replaces and session.replaces.ended:
            session.is_over = session.ended = True
        elif request and session and session.replaces:
            session.replaces.is_over, session.replaces = True, None
        return request

    def finish(self, request: BrowserSession) -> Response:
        """Its answer goes out."""
        response = Response()
        self.store.save_session(self.app, request, response)
        return response

    def begun(
        self, request: BrowserSession, connection: Connection, values: dict[str, Any], at: float
    ) -> Session:
        """A session under a new cookie."""
        self.step()
        request.update(values)
        cookie = self.finish(request).headers["Set-Cookie"]
        secret = cookie.removeprefix("session=").split(";")[0]
        assert secret not in {known.secret for known in self.known}
        self.known.append(Session(secret, at, connection, values))
        return self.known[-1]

    def end_connection(self, connection: Connection) -> None:
        """As signing out does."""
        self.tokens.delete(connection.token_key)
        connection.is_over = True
