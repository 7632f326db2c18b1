"""What can happen to tokens beside what can happen to sessions, in any order.

A connection may end only for a reason; until then its stored refresh token is one that Profile
still takes, or carries the mark of an attempt whose outcome is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, consumes, invariant, multiple, rule

from tests.support.rotating_provider import SERVER, Call, Reuse, breaks
from tests.support.session_life import Connection, Session, SessionLife
from webapp.auth.errors import GrantEnded, LoginUnavailable, SignInRequired
from webapp.auth.fresh_tokens import StoredTokens
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_set import TokenSet


class Killed(BaseException):
    """The worker dies here."""


def dies() -> None:
    """No line more."""
    raise Killed


TROUBLES = {
    "none": Call(),
    "no call arrives": Call(before=breaks),
    "no answer arrives": Call(after=breaks),
    "killed before the call": Call(before=dies),
    "killed after the answer": Call(after=dies),
}


@dataclass(eq=False)
class Sleeper:
    """A worker with fresh tokens in hand that did not save them yet; its lock has lapsed."""

    connection: Connection
    sent: StoredTokens
    fresh: TokenSet


class TokenLife(SessionLife):
    """Sessions with tokens, as one worker or several at once handle them."""

    sessions = SessionLife.sessions
    sleepers = Bundle("sleepers")

    @rule(session=sessions)
    def use_token(self, session: Session) -> None:
        if not session.connection.is_over:
            self.step()
            self.ask(session.connection, TokenKeeper.access_token)

    @rule(session=sessions, trouble=st.sampled_from(["none", *TROUBLES]))
    def token_is_rejected(self, session: Session, trouble: str) -> None:
        self.renew(session.connection, TROUBLES[trouble])

    @rule(session=sessions, others_refresh=st.booleans(), comes_first=st.booleans())
    def meanwhile(self, session: Session, others_refresh: bool, comes_first: bool) -> None:
        """In the middle of a refresh, others take the lapsed lock, or the person signs out."""
        connection = session.connection

        def act() -> None:
            if others_refresh:
                self.redis.delete(f"{self.tokens.address(connection.token_key)}:lock")
                self.renew(connection, Call())
            else:
                self.end_connection(connection)

        stored = self.tokens.load(connection.token_key)
        is_fresh = stored and stored.token_set.refresh_token in connection.grant.unspent
        was_calm = is_fresh and self.is_calm(connection)
        token = self.renew(connection, Call(before=act) if comes_first else Call(after=act))
        if was_calm and others_refresh and comes_first:
            assert token is not None, "what the others stored serves everybody"
        if stored and connection.is_over and not comes_first:
            assert connection.grant.is_over, "tokens that came too late are given back"

    @rule(target=sleepers, session=sessions)
    def fall_asleep(self, session: Session) -> Sleeper | MultipleResults[Sleeper]:
        connection = session.connection
        stored = self.tokens.load(connection.token_key)
        if stored is None:
            return multiple()
        self.step()
        sent = self.tokens.mark_in_flight(connection.token_key, stored, self.now)
        assert sent is not None
        try:
            fresh = self.provider.refresh(sent.token_set, SERVER)
        except GrantEnded:
            return multiple()
        return Sleeper(connection, sent, fresh)

    @rule(sleeper=consumes(sleepers))
    def wake_and_save(self, sleeper: Sleeper) -> None:
        self.step()
        before = self.tokens.load(sleeper.connection.token_key)
        is_saved = self.tokens.save(sleeper.connection.token_key, sleeper.sent, sleeper.fresh)
        after = self.tokens.load(sleeper.connection.token_key)
        spent = sleeper.sent.token_set.refresh_token
        assert is_saved == (before is not None and before.token_set.refresh_token == spent)
        assert is_saved or after == before

    @rule(session=sessions)
    def revoke_the_grant(self, session: Session) -> None:
        """At Profile's own page."""
        self.step()
        session.connection.grant.is_over = True

    @invariant()
    def tokens_are_good_or_gone(self) -> None:
        for connection in {known.connection for known in self.known}:
            stored = self.tokens.load(connection.token_key)
            if connection.is_over:
                assert stored is None
            elif stored is None:
                assert self.may_end(connection)
                connection.is_over = True
            else:
                tokens = stored.token_set
                is_good = tokens.refresh_token in connection.grant.unspent
                assert is_good or tokens.in_flight_since is not None
                assert tokens.access_token.startswith(f"{connection.person}:")

    def may_end(self, connection: Connection) -> bool:
        """Whether the keeper may find that a sign-in is needed."""
        grant = connection.grant
        is_lost = grant.is_muddled and self.reuse is Reuse.MISTAKE
        return connection.is_over or grant.is_over or is_lost

    def is_calm(self, connection: Connection) -> bool:
        """Whether every answer for this grant arrived, and it is not over."""
        return not connection.grant.is_muddled and not connection.grant.is_over

    def renew(self, connection: Connection, call: Call) -> str | None:
        """Profile rejects the token in use, and this befalls the call for another."""
        stored = self.tokens.load(connection.token_key)
        if stored is None:
            return None
        self.step()
        rejected = stored.token_set.access_token
        connection.grant.live.clear()
        self.provider.next_call = call
        token = self.ask(connection, lambda keeper: keeper.renew(rejected))
        assert token is None or token in connection.grant.live or not self.is_calm(connection)
        assert token != rejected
        return token

    def ask(self, connection: Connection, act: Callable[[TokenKeeper], str]) -> str | None:
        """Somebody needs a token; None where none could be had."""
        call = self.provider.next_call
        keeper = TokenKeeper(
            connection.token_key, self.tokens, self.provider, clock=lambda: self.now
        )
        try:
            token = act(keeper)
        except SignInRequired:
            assert self.may_end(connection)
            return None
        except LoginUnavailable:
            assert breaks in call
            return None
        except Killed:
            return None
        finally:
            self.provider.next_call = Call()
        assert token.startswith(f"{connection.person}:")
        return token
