"""When one more message is asked for in so many words."""

import pytest

from webapp.api.profiles import Profile
from webapp.pages.invites.confirming import HELD_BACK_SECONDS, before_resending
from webapp.pending_invites import Act, Deed, Outcome, told

SOMEBODY = Profile(id="a", email="amal@harbor.test")
AT = 1_780_000_000.0


def is_held_back(outcome: Outcome, seconds: float, *, is_meant: bool = False) -> bool:
    act = Act(id="x", deed=Deed.RESEND, profile_id="a", who="Amal", at=AT, outcome=outcome)
    return before_resending(SOMEBODY, told(act), AT + seconds, is_meant=is_meant).is_held_back


@pytest.mark.parametrize("outcome", [Outcome.UNSURE, Outcome.SENDING, Outcome.READING])
def test_after_what_may_have_gone_out_the_button_is_held_back_for_good(outcome: Outcome) -> None:
    assert is_held_back(outcome, 10 * HELD_BACK_SECONDS)
    assert not is_held_back(outcome, 0, is_meant=True)


def test_after_a_message_it_is_held_back_for_a_while() -> None:
    assert is_held_back(Outcome.DONE, HELD_BACK_SECONDS - 1)
    assert not is_held_back(Outcome.DONE, HELD_BACK_SECONDS)


@pytest.mark.parametrize("outcome", [Outcome.BUSY, Outcome.UNREACHED, Outcome.REFUSED])
def test_where_nothing_was_sent_the_button_is_there(outcome: Outcome) -> None:
    assert not is_held_back(outcome, 0)


def test_at_first_it_is_there() -> None:
    assert not before_resending(SOMEBODY, None, AT, is_meant=False).is_held_back
