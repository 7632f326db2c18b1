"""What a form wants revoked, and what is said of it afterwards."""

import pytest
from werkzeug.datastructures import MultiDict

from webapp.pages.connected_apps.sent import sent_targets
from webapp.pages.connected_apps.told import news, told
from webapp.revoking import Reason, Result, Revocation, Target

AT = 1_780_315_387.0
CLOCK = "12:03:07 UTC"


def sent(*pairs: tuple[str, str]) -> tuple[str, tuple[Target, ...]]:
    return sent_targets(MultiDict(pairs))


def failed(
    reason: Reason, at: float | None = AT, *, said: str | None = None, wait: int | None = None
) -> Target:
    return Target("1", "Bot", Result.FAILED, reason, said, wait, at)


def test_the_same_form_is_one_revocation_and_another_form_another() -> None:
    form = (("once", "a"), ("grant", "1"), ("name", "Bot"))
    name, targets = sent(*form)

    assert targets == (Target("1", "Bot"),)
    assert sent(*form)[0] == name
    assert sent(("once", "b"), *form[1:])[0] != name
    assert sent(*form, ("grant", "2"))[0] != name
    assert sent(*form[:2], ("name", "Evil"))[0] == name, "a name is only shown"


def test_each_grant_has_its_own_name_and_comes_once() -> None:
    _, targets = sent(
        *(("grant", "1"), ("grant", "1"), ("grant", "2"), ("grant", ""), ("grant", "3")),
        *(("name", "A"), ("name", "B"), ("name", "C" * 500 + "\u202e"), ("name", "D")),
    )

    assert targets == (Target("1", "A"), Target("2", "C" * 420), Target("3", "An app"))


def test_a_form_without_a_grant_wants_nothing() -> None:
    assert sent(("once", "a"), ("name", "A"))[1] == ()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (Target("1", "Bot", Result.GONE, at=AT), f"is confirmed gone at {CLOCK}."),
        (Target("1", "Bot", Result.ALREADY, at=AT), f"was gone already, as a reading at {CLOCK}"),
        (Target("1", "Bot", Result.UNPROVED, at=AT), "may be gone: Profile took the revocation"),
        (Target("1", "Bot"), "was not tried yet."),
        (failed(Reason.FORBIDDEN, said="No, no"), "is not revoked: Profile does not let this"),
        (failed(Reason.FORBIDDEN, said="No, no"), "It says: “No, no”"),
        (failed(Reason.BUSY, wait=30), "Wait 30 seconds, then try again."),
        (failed(Reason.BUSY), "Wait a while, then try again."),
        (failed(Reason.ODD), "Profile’s answer is not as this dashboard knows it."),
        (failed(Reason.UNREACHED), "is not revoked: Profile could not be reached."),
        (failed(Reason.UNREACHED, at=None), "may be gone or not: Profile could not be reached."),
        (failed(Reason.INTERRUPTED, at=None), "may be gone or not: this dashboard was interrupted"),
    ],
)
def test_each_end_is_said_in_words(target: Target, said: str) -> None:
    assert said in told(target)


@pytest.mark.parametrize("reason", list(Reason))
def test_there_are_words_for_every_reason(reason: Reason) -> None:
    assert len(told(failed(reason))) > len("is not revoked: try again.")


def test_of_one_app_the_headline_speaks_and_of_several_there_is_a_sentence_each() -> None:
    gone, left = Target("1", "Bot", Result.GONE, at=AT), failed(Reason.UNREACHED)
    one = news(Revocation(id="x", targets=(gone,), begun_at=AT, is_over=True))
    two = news(Revocation(id="x", targets=(gone, left), begun_at=AT, is_over=True))
    going = news(Revocation(id="x", targets=(gone, Target("2", "B")), begun_at=AT))

    assert (one.name, one.headline, one.lines) == ("Bot", told(gone), ())
    assert not one.is_trouble
    assert not one.can_try_again
    assert (two.name, two.headline) == ("", "1 of 2 apps are gone.")
    assert two.lines == (("Bot", told(gone)), ("Bot", told(left)))
    assert two.is_trouble
    assert two.can_try_again
    assert going.headline == "Revoking: 1 of 2 so far."
