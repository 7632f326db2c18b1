"""What is sent, and what is made of each answer, over scripted calls."""

from collections.abc import Callable

import pytest

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoSuchPerson,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.profiles import Profile
from webapp.pending_invites import Act, Cancelling, Deed, Outcome, Resending, told
from webapp.pending_invites.act import again

NOW = 1_780_000_000.0
WAITING = Profile(id="a", email="amal@harbor.test")
DONE = Profile(id="a", email="amal@harbor.test", core=("drive",))
Answer = Profile | ApiError | None


class Wire:
    """Readings and calls, each answered in its turn; `deeds` is what arrived."""

    def __init__(self, readings: list[Answer], answer: Answer = None):
        self.readings, self.answer = list(readings), answer
        self.deeds: list[str] = []

    def read(self, _: str) -> Profile:
        self.deeds.append("read")
        found = self.readings.pop(0)
        if not isinstance(found, Profile):
            raise found or AssertionError
        return found

    def call(self, _: str) -> None:
        self.deeds.append("call")
        if isinstance(self.answer, ApiError):
            raise self.answer

    def note(self, act: Act) -> None:
        self.deeds.append(act.outcome.value)


def act(deed: Deed, outcome: Outcome = Outcome.READING) -> Act:
    return Act(id="x", deed=deed, profile_id="a", who="Amal", at=0, outcome=outcome)


def resent(wire: Wire, *, may_read: bool = True) -> Act:
    work = Resending(wire.call, wire.read if may_read else None, lambda: NOW)
    return work(act(Deed.RESEND), wire.note)


def cancelled(wire: Wire) -> Act:
    return Cancelling(wire.call, wire.read, lambda: NOW)(act(Deed.CANCEL), wire.note)


GONE = NoSuchPerson()
LOST = Unavailable()


@pytest.mark.parametrize(
    ("readings", "answer", "outcome"),
    [
        ([WAITING], None, Outcome.DONE),
        ([WAITING], LOST, Outcome.UNSURE),
        ([WAITING], TooSlow(), Outcome.UNSURE),
        ([WAITING], UnexpectedAnswer(), Outcome.UNSURE),
        ([WAITING], Unavailable(was_sent=False), Outcome.UNREACHED),
        ([WAITING], NotOffered(), Outcome.NOT_OFFERED),
        ([WAITING], Rejected("no"), Outcome.REFUSED),
        ([WAITING, WAITING], NoSuchPerson(), Outcome.NOT_OFFERED),
        ([WAITING, GONE], NoSuchPerson(), Outcome.GONE),
        ([WAITING, DONE], NoSuchPerson(), Outcome.ANSWERED),
        ([WAITING, LOST], NoSuchPerson(), Outcome.UNTOLD),
        ([WAITING, DONE], Conflict("no"), Outcome.ANSWERED),
        ([WAITING, WAITING], Conflict("no"), Outcome.REFUSED),
        ([Forbidden("profiles:read")], None, Outcome.DONE),
    ],
)
def test_a_resending_is_noted_before_one_call_and_told_for_what_it_was(
    readings: list[Answer], answer: Answer, outcome: Outcome
) -> None:
    wire = Wire(readings, answer)

    assert resent(wire).outcome is outcome
    assert wire.deeds[:3] == ["read", "sending", "call"]
    assert wire.deeds.count("call") == 1


@pytest.mark.parametrize(
    ("readings", "answer", "outcome"),
    [
        ([WAITING, GONE], None, Outcome.DONE),
        ([WAITING, WAITING], None, Outcome.STANDS),
        ([WAITING, LOST], None, Outcome.UNPROVEN),
        ([WAITING, GONE], LOST, Outcome.DONE),
        ([WAITING, WAITING], LOST, Outcome.FAILED),
        ([WAITING, DONE], LOST, Outcome.ANSWERED),
        ([WAITING, LOST], LOST, Outcome.UNSURE),
        ([WAITING, LOST], UnexpectedAnswer(), Outcome.UNSURE),
        ([WAITING], Unavailable(was_sent=False), Outcome.UNREACHED),
        ([WAITING, GONE], NoSuchPerson(), Outcome.DONE),
        ([WAITING, WAITING], NoSuchPerson(), Outcome.NOT_OFFERED),
        ([WAITING, LOST], NoSuchPerson(), Outcome.UNTOLD),
        ([WAITING, WAITING], NotOffered(), Outcome.NOT_OFFERED),
        ([WAITING, LOST], NotOffered(), Outcome.NOT_OFFERED),
        ([WAITING, DONE], Conflict("no"), Outcome.ANSWERED),
        ([WAITING, WAITING], Conflict("no"), Outcome.REFUSED),
        ([WAITING, LOST], Rejected("no"), Outcome.REFUSED),
    ],
)
def test_a_cancellation_is_noted_before_one_call_and_proven_by_a_reading(
    readings: list[Answer], answer: Answer, outcome: Outcome
) -> None:
    wire = Wire(readings, answer)

    assert cancelled(wire).outcome is outcome
    assert wire.deeds[:3] == ["read", "sending", "call"]
    assert wire.deeds.count("call") == 1


WORKS: dict[str, Callable[[Wire], Act]] = {"resending": resent, "cancelling": cancelled}
works = pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)


@works
@pytest.mark.parametrize(
    ("reading", "outcome"),
    [
        (GONE, Outcome.GONE),
        (DONE, Outcome.ANSWERED),
        (LOST, Outcome.UNREACHED),
        (UnexpectedAnswer(), Outcome.UNREACHED),
        (TooMany(9), Outcome.BUSY),
    ],
)
def test_nothing_is_sent_unless_a_reading_shows_that_it_may_be(
    work: Callable[[Wire], Act], reading: Answer, outcome: Outcome
) -> None:
    wire = Wire([reading])

    assert work(wire).outcome is outcome
    assert wire.deeds == ["read"]


def test_whoever_may_not_read_people_deletes_none() -> None:
    wire = Wire([Forbidden("profiles:read")])

    assert cancelled(wire).outcome is Outcome.UNREACHED
    assert wire.deeds == ["read"]


@works
def test_the_moment_before_which_profile_wants_no_more_is_kept(
    work: Callable[[Wire], Act],
) -> None:
    done = work(Wire([WAITING], TooMany(60)))

    assert (done.outcome, done.again_at) == (Outcome.BUSY, NOW + 60)
    assert work(Wire([WAITING], TooMany())).again_at is None


@works
@pytest.mark.parametrize("error", [Forbidden(), TokenRefused()])
def test_what_is_no_matter_of_this_person_is_told_as_everywhere(
    work: Callable[[Wire], Act], error: ApiError
) -> None:
    with pytest.raises(type(error)):
        work(Wire([WAITING], error))


def test_without_a_reading_a_404_stays_open_and_nothing_is_read() -> None:
    wire = Wire([], NoSuchPerson())

    assert resent(wire, may_read=False).outcome is Outcome.UNTOLD
    assert wire.deeds == ["sending", "call"]


@pytest.mark.parametrize("outcome", Outcome)
def test_a_message_is_tried_again_only_where_surely_nothing_was_sent(outcome: Outcome) -> None:
    tried = again(act(Deed.RESEND, outcome)) is not None

    assert tried == (outcome in {Outcome.BUSY, Outcome.UNREACHED})


@pytest.mark.parametrize("deed", Deed)
def test_what_was_about_to_be_sent_when_a_process_ended_is_unsure(deed: Deed) -> None:
    assert act(deed, Outcome.SENDING).interrupted().outcome is Outcome.UNSURE
    assert act(deed, Outcome.READING).interrupted().outcome is Outcome.UNREACHED


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words_around_the_name(deed: Deed, outcome: Outcome) -> None:
    shown, hidden = told(act(deed, outcome)), told(act(deed, outcome), names_hidden=True)

    assert (shown.before + shown.after).strip()
    assert "{" not in " ".join((shown.before, shown.after, *shown.further))
    assert shown.who == "Amal"
    assert hidden.who.casefold() == "this person"
    assert hidden.who.istitle() or hidden.before or hidden.who[0] == "T"
