"""After a refresh that failed: who tries again, and what the next refusal is told as."""

from collections.abc import Callable

import msgspec
import pytest
from redis import Redis

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, Call
from tests.support.wicked_login import TOKENS
from tests.support.wicked_visit import Visit
from tests.support.wicked_wire import RESET
from webapp.auth.errors import (
    AuthError,
    ClientRefused,
    ConnectionInterrupted,
    LoginUnavailable,
    RenewalRefused,
    SignInRequired,
)
from webapp.auth.fresh_tokens import StoredTokens
from webapp.auth.sealing import Sealer
from webapp.auth.token_keeper import LOCK_WAIT, TokenKeeper
from webapp.auth.token_store import TokenStore

NOW = 1_800_000_000.0
REJECTED = "canary-access"
FRESH = {**TOKENS, "access_token": "canary-fresh"}
OVER = Answer(400, {"error": "invalid_grant"})


class Desk:
    """One connection, and whoever asks for its tokens, each with a clock of their own."""

    def __init__(self, visit: Visit, redis: Redis):
        self.store = TokenStore(redis, Sealer([b"k" * 32]), 3600)
        self.endpoint = visit.endpoint
        self.key = self.store.add(visit.tokens())

    def keeper(self, clock: Callable[[], float] = lambda: NOW) -> TokenKeeper:
        return TokenKeeper(self.key, self.store, self.endpoint, clock=clock)

    def fails(self, now: float = NOW) -> AuthError:
        """What becomes of another attempt to renew, at this time."""
        with pytest.raises(AuthError) as error:
            self.keeper(lambda: now).renew(REJECTED)
        return error.value

    @property
    def stored(self) -> StoredTokens:
        return self.store.living(self.key)


@pytest.fixture
def desk(visit: Visit, redis: Redis) -> Desk:
    return Desk(visit, redis)


SPENT_NOTHING = {
    "invalid_request": Answer(400, {"error": "invalid_request"}),
    "invalid_client": Answer(401, {"error": "invalid_client"}),
    "unauthorized_client": Answer(400, {"error": "unauthorized_client"}),
    "unsupported_grant_type": Answer(400, {"error": "unsupported_grant_type"}),
    "invalid_scope": Answer(400, {"error": "invalid_scope"}),
    "interaction_required": Answer(400, {"error": "interaction_required"}),
    "temporarily_unavailable": Answer(400, {"error": "temporarily_unavailable"}),
    "too many": Answer(429, b"slow down"),
    "unavailable": Answer(503, b"down"),
}
MAY_HAVE_SPENT = {
    "a 500": Answer(500, b"broken"),
    "a gateway's 502": Answer(502, b"<html>"),
    "a gateway's 504": Answer(504, b"<html>"),
    "server_error": Answer(400, {"error": "server_error"}),
    "a broken connection": RESET,
    "no token type": Answer(200, {"access_token": "canary"}),
    "no answer at all": Answer(200, b""),
}


@pytest.mark.parametrize("misdeed", SPENT_NOTHING)
def test_after_an_answer_that_spent_nothing_a_revocation_is_told_as_one(
    wicked: Wicked, desk: Desk, misdeed: str
) -> None:
    """RFC 6749 section 5.2: such an answer stands in the place of tokens."""
    wicked.does["/token"] = [SPENT_NOTHING[misdeed], OVER]

    assert not isinstance(desk.fails(), SignInRequired)
    assert desk.stored.token_set.in_flight_since is None

    assert type(desk.fails()) is SignInRequired


@pytest.mark.parametrize("misdeed", MAY_HAVE_SPENT)
def test_after_an_unclear_outcome_a_refusal_is_told_as_an_interruption(
    wicked: Wicked, desk: Desk, misdeed: str
) -> None:
    wicked.does["/token"] = [MAY_HAVE_SPENT[misdeed], OVER]

    assert not isinstance(desk.fails(), SignInRequired)

    assert type(desk.fails()) is ConnectionInterrupted


REFUSED = {
    **{
        code: Answer(400, {"error": code})
        for code in ("invalid_request", "access_denied", "invalid_scope", "interaction_required")
    },
    "an answer that cannot be used": Answer(200, {"access_token": "canary", "token_type": "mac"}),
}


@pytest.mark.parametrize("misdeed", REFUSED)
def test_a_refusal_that_waiting_does_not_mend_is_told_from_a_login_that_is_away(
    wicked: Wicked, desk: Desk, misdeed: str
) -> None:
    wicked.does["/token"] = REFUSED[misdeed]

    for _ in range(2):
        error = desk.fails()
        assert type(error) is RenewalRefused
        assert "canary" not in str(error)

    assert desk.stored.token_set.refresh_token == TOKENS["refresh_token"], "nothing has ended"


@pytest.mark.parametrize("misdeed", ["invalid_client", "unauthorized_client"])
def test_a_client_that_is_refused_is_the_operators_matter(
    wicked: Wicked, desk: Desk, misdeed: str
) -> None:
    wicked.does["/token"] = SPENT_NOTHING[misdeed]

    assert type(desk.fails()) is ClientRefused


@pytest.mark.parametrize("misdeed", ["interaction_required", "invalid_client", "unavailable"])
def test_a_token_that_still_serves_is_used_whatever_a_refresh_is_answered(
    wicked: Wicked, desk: Desk, misdeed: str
) -> None:
    wicked.does["/token"] = SPENT_NOTHING[misdeed]
    due = desk.stored.token_set.due_at

    assert desk.keeper(lambda: due).access_token() == TOKENS["access_token"]
    assert len(wicked.asked("/token")) == 1


def test_an_earlier_doubt_outlives_an_answer_that_spent_nothing(wicked: Wicked, desk: Desk) -> None:
    wicked.does["/token"] = [RESET, SPENT_NOTHING["unavailable"], OVER]

    desk.fails()
    desk.fails()

    assert type(desk.fails()) is ConnectionInterrupted


def test_whoever_waited_for_an_owner_that_died_renews(wicked: Wicked, desk: Desk) -> None:
    """It asked just before the owner's mark: that one told nobody of a failure."""
    wicked.does["/token"] = FRESH
    lock = desk.store.lock(desk.key, life_seconds=0.2, wait_seconds=0)
    assert lock.acquire()
    assert desk.store.mark_in_flight(desk.key, desk.stored, NOW + 1)

    assert desk.keeper(lambda: NOW).renew(REJECTED) == "canary-fresh"


def test_whoever_asked_before_a_failure_was_told_does_not_try_again(
    wicked: Wicked, desk: Desk
) -> None:
    note_failure(desk, NOW + 1)

    with pytest.raises(LoginUnavailable):
        desk.keeper(times(NOW, NOW + 2)).renew(REJECTED)

    assert wicked.asked("/token") == []


@pytest.mark.parametrize(
    ("failed_at", "asked_at", "now"),
    [
        (NOW + 60, NOW, NOW + 1),
        (NOW + 1, NOW, NOW + 2 + LOCK_WAIT),
        (NOW - 1, NOW, NOW + 1),
    ],
    ids=["to come", "before anybody's wait", "before it was asked"],
)
def test_no_other_failure_stops_anybody(
    wicked: Wicked, desk: Desk, failed_at: float, asked_at: float, now: float
) -> None:
    wicked.does["/token"] = FRESH
    note_failure(desk, failed_at)

    assert desk.keeper(times(asked_at, now)).renew(REJECTED) == "canary-fresh"


def test_a_machine_whose_clock_is_ahead_stops_no_other(wicked: Wicked, desk: Desk) -> None:
    wicked.does["/token"] = [SPENT_NOTHING["unavailable"], FRESH]
    desk.fails(now=NOW + 60)

    assert desk.keeper(lambda: NOW + 30).renew(REJECTED) == "canary-fresh"


def test_tokens_that_the_release_before_this_wrote_are_read(desk: Desk) -> None:
    """It knew nothing of `failed_at`."""
    told = msgspec.msgpack.decode(desk.stored.token_set.encode())
    del told["failed_at"]

    assert type(desk.stored.token_set).decode(msgspec.msgpack.encode(told)) == desk.stored.token_set


def test_a_refusal_while_another_is_just_renewing_ends_nothing(wicked: Wicked, desk: Desk) -> None:
    """A stopped owner wakes: its lock has lapsed, and another has just spent the refresh token."""

    def refused(_: Call) -> Answer:
        assert desk.store.mark_in_flight(desk.key, desk.stored, NOW + 1)
        return OVER

    wicked.does["/token"] = refused

    assert isinstance(desk.fails(), LoginUnavailable)
    assert desk.stored.token_set.in_flight_since == NOW + 1, "the other's mark stands"


def test_a_refusal_after_another_has_renewed_gives_out_what_that_one_stored(
    wicked: Wicked, desk: Desk
) -> None:
    def refused(_: Call) -> Answer:
        before = desk.stored
        fresh = msgspec.structs.replace(
            before.token_set, access_token="canary-other", refresh_token="canary-next"
        )
        assert desk.store.save(desk.key, before, fresh)
        return OVER

    wicked.does["/token"] = refused

    assert desk.keeper().renew(REJECTED) == "canary-other"


def test_a_refusal_after_the_person_has_signed_out_is_told_as_the_end(
    wicked: Wicked, desk: Desk
) -> None:
    def refused(_: Call) -> Answer:
        desk.store.delete(desk.key)
        return OVER

    wicked.does["/token"] = refused

    assert type(desk.fails()) is SignInRequired


def note_failure(desk: Desk, failed_at: float) -> None:
    desk.store.note_failure(desk.key, desk.stored, failed_at=failed_at, unclear_since=None)


def times(first: float, then: float) -> Callable[[], float]:
    """A clock that says this, and from then on that."""
    ticks = iter([first])
    return lambda: next(ticks, then)
