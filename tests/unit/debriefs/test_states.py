"""What an outcome comes to, and what a mark is worth that nobody came back to."""

from datetime import UTC, datetime

import pytest

from webapp.api import (
    Conflict,
    Forbidden,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.debriefs import WRITING, Debrief, Rating
from webapp.auth.errors import LoginUnavailable, SignInRequired
from webapp.debriefs.states import (
    LONGEST,
    Failed,
    Reason,
    State,
    Writing,
    Written,
    as_of,
    decode,
    encode,
    failure,
)

ERRORS: list[tuple[Exception, Failed]] = [
    (Conflict("Nothing to go by."), Failed(Reason.REFUSED, "Nothing to go by.")),
    (Forbidden("profiles:read"), Failed(Reason.REFUSED)),
    (Rejected(), Failed(Reason.REFUSED)),
    (NotFound(), Failed(Reason.UNKNOWN)),
    (NotOffered(), Failed(Reason.NOT_OFFERED)),
    (TooMany(5), Failed(Reason.BUSY, again_at=1005.0)),
    (TooMany(), Failed(Reason.BUSY)),
    (TokenRefused(), Failed(Reason.REFUSED)),
    (SignInRequired(), Failed(Reason.REFUSED)),
    (Unavailable(was_sent=False), Failed(Reason.UNREACHED)),
    (TooSlow(was_sent=False), Failed(Reason.UNREACHED)),
    (LoginUnavailable(), Failed(Reason.UNREACHED)),
    (Unavailable("status 500"), Failed(Reason.UNCLEAR)),
    (TooSlow(), Failed(Reason.UNCLEAR)),
    (UnexpectedAnswer(), Failed(Reason.UNCLEAR)),
]


@pytest.mark.parametrize(("error", "failed"), ERRORS, ids=lambda value: repr(value)[:40])
def test_each_error_says_what_is_known(error: Exception, failed: Failed) -> None:
    assert failure(error, 1000.0) == failed


def test_only_where_nobody_knows_it_may_be_written_all_the_same() -> None:
    unsure = {reason for reason in Reason if Failed(reason).may_be_written}

    assert unsure == {Reason.UNCLEAR, Reason.INTERRUPTED}


def test_whoever_is_at_it_for_longer_than_a_call_can_take_is_gone() -> None:
    assert WRITING.connect + WRITING.read + WRITING.whole < LONGEST
    assert as_of(Writing(1000.0), 1000 + LONGEST) == Writing(1000.0)
    assert as_of(Writing(1000.0), 1001 + LONGEST) == Failed(Reason.INTERRUPTED)


def test_what_came_of_it_does_not_grow_old() -> None:
    for state in (Written(Debrief("Theo."), 0.0), Failed(Reason.REFUSED)):
        assert as_of(state, 1e12) == state


@pytest.mark.parametrize(
    "state",
    [
        Writing(12.5),
        Writing(12.5, "pulse"),
        Failed(Reason.REFUSED, "No."),
        Failed(Reason.BUSY, again_at=12.5),
        Written(Debrief("Theo.", "1", (Rating("2", 1.0, "Yes."),)), 3.5),
        Written(Debrief("Theo.", created_at=datetime(2026, 3, 4, tzinfo=UTC)), 3.5),
    ],
)
def test_a_state_is_read_as_it_was_kept(state: State) -> None:
    assert decode(encode(state)) == state


@pytest.mark.parametrize("value", [b"", b"\xc1", b"\x80", b"\x81\xa4type\xa5other"])
def test_what_another_release_kept_is_nothing(value: bytes) -> None:
    assert decode(value) is None
