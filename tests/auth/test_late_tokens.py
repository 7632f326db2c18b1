"""Tokens that arrive when their connection is over: Profile is told, since nobody else can."""

import pytest
from redis import Redis

from tests.support.keeper_notes import Notes
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, Call
from tests.support.wicked_login import TOKENS
from tests.support.wicked_visit import Visit
from tests.support.wicked_wire import RESET
from webapp.auth.errors import SignInRequired
from webapp.auth.keeper_watch import Outcome
from webapp.auth.sealed_values import new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_store import TokenStore

FRESH = {**TOKENS, "access_token": "canary-fresh", "refresh_token": "canary-next"}


class Late:
    """A connection that somebody ends while its renewal is under way."""

    def __init__(self, visit: Visit, redis: Redis):
        self.store = TokenStore(redis, Sealer([b"k" * 32]), 3600)
        self.redis = redis
        self.endpoint = visit.endpoint
        self.wicked = visit.wicked
        self.key = self.store.add(visit.tokens())
        self.notes = Notes()

    def is_ended(self, how: str) -> None:
        if how == "signed out":
            sign_out(self.store, self.endpoint, leaving(self.store, [self.key]))
        elif how == "ended":
            self.store.delete(self.key)
        elif how == "gave way":
            self.store.give_way(self.key, new_secret())
        else:
            self.redis.delete(self.store.address(self.key))

    def renewed(self, how: str) -> SignInRequired:
        """What its owner is told."""

        def answer(_: Call) -> dict[str, object]:
            self.is_ended(how)
            return FRESH

        self.wicked.does["/token"] = answer
        keeper = TokenKeeper(self.key, self.store, self.endpoint, self.notes)
        with pytest.raises(SignInRequired) as ended:
            keeper.renew("canary-access")
        assert self.store.load(self.key) is None
        return ended.value

    @property
    def revoked(self) -> list[str]:
        return [call.fields["token"] for call in self.wicked.asked("/revoke")]


@pytest.fixture
def late(visit: Visit, redis: Redis) -> Late:
    return Late(visit, redis)


def test_tokens_that_arrive_after_a_connection_was_ended_are_revoked(late: Late) -> None:
    """As from another session of the person: nobody has told Profile yet."""
    late.renewed("ended")

    assert late.revoked == [FRESH["refresh_token"]]


def test_tokens_that_arrive_after_signing_out_are_revoked_beside_the_old_ones(late: Late) -> None:
    late.renewed("signed out")

    assert late.revoked == [TOKENS["refresh_token"], FRESH["refresh_token"]]


@pytest.mark.parametrize("how", ["gave way", "lapsed"])
def test_tokens_of_a_connection_that_gave_way_or_lapsed_are_left_alone(
    late: Late, how: str
) -> None:
    """Its grant may be the one of the connection that came in its place."""
    late.renewed(how)

    assert late.revoked == []


@pytest.mark.parametrize("how", ["ended", "gave way"])
def test_the_outcome_is_told_as_it_is(late: Late, how: str) -> None:
    late.renewed(how)

    assert late.notes.outcomes == [Outcome.ENDED]


@pytest.mark.parametrize("misdeed", [Answer(503), RESET], ids=["503", "reset"])
def test_a_revocation_that_fails_changes_nothing_for_the_owner(
    wicked: Wicked, late: Late, misdeed: object
) -> None:
    wicked.does["/revoke"] = misdeed

    assert type(late.renewed("ended")) is SignInRequired
