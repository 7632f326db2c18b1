"""The account in words: facts, roles, switches, permissions, and what came of a change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp import api
from webapp.account_settings import AccountChange, Outcome
from webapp.api.account import Account, Billing
from webapp.pages.account.facts import billing_words, facts
from webapp.pages.account.missing import why
from webapp.pages.account.permissions import permissions
from webapp.pages.account.roles import meaning
from webapp.pages.account.told import news
from webapp.pages.account.wished import wish
from webapp.responses.switches import label, switches

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "days", "said"),
    [
        ("trialing", 12.5, "On trial until 9 Dec 2026 (12 days left)"),
        ("trialing", 1.2, "On trial until 27 Nov 2026 (1 day left)"),
        ("trialing", 0.2, "On trial until 26 Nov 2026 (less than a day left)"),
        ("trialing", -3, "On trial, which should have ended on 23 Nov 2026"),
        ("trialing", None, "On trial; Profile did not tell until when"),
        ("active", None, "Active"),
        ("past_due", None, "Past due"),
        ("überfällig", 12.5, "Überfällig; trial until 9 Dec 2026"),
        (None, 12.5, "Status not told; trial until 9 Dec 2026"),
    ],
)
def test_billing_is_a_sentence_and_an_unknown_state_stays_itself(
    status: str | None, days: float | None, said: str
) -> None:
    ends = None if days is None else NOW + timedelta(days=days)

    assert billing_words(Billing(status=status, trial_end_at=ends), NOW) == said


@pytest.mark.parametrize("billing", [None, Billing()])
def test_no_billing_is_told_as_absent(billing: Billing | None) -> None:
    assert billing_words(billing, NOW) is None


def test_a_fact_that_is_not_told_has_no_value_and_a_count_of_none_is_no_zero() -> None:
    told = {fact.label: fact.value for fact in facts(Account(id="7", reports_generated=0), NOW)}

    assert told["Reports generated"] == "0"
    assert [name for name, value in told.items() if value is None] == [
        "Name",
        "Type",
        "Created",
        "Last changed",
        "Billing",
        "Trial reports used",
    ]


def test_a_role_that_is_not_known_is_not_explained() -> None:
    assert {role: meaning(role) is None for role in ("User", "Owner", "Abbot", None)} == {
        "User": False,
        "Owner": False,
        "Abbot": True,
        None: True,
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("isEcoPrintingEnabled", "Eco printing"),
        ("isCoreExtendedEnabled", "Core extended"),
        ("usesAPI", "Uses API"),
        ("isEnabled", "Is enabled"),
        ("island", "Island"),
        ("Enabled", "Enabled"),
    ],
)
def test_a_preference_has_a_readable_name(name: str, words: str) -> None:
    assert label(name) == words


def test_two_that_would_read_alike_keep_their_own_names() -> None:
    shown = switches({"isDark": True, "isDarkEnabled": False, "isWide": True})

    assert [each.label for each in shown] == ["isDark", "isDarkEnabled", "Wide"]


@given(st.text(min_size=1))
def test_every_preference_has_some_name(name: str) -> None:
    assert label(name)


def test_a_permission_that_is_not_known_here_is_shown_too() -> None:
    shown = permissions({"tags:manage", "billing:read"})

    assert [each.scope for each in shown if each.is_granted] == ["tags:manage", "billing:read"]
    assert len(shown) == 6


def test_a_form_wants_what_differs_from_what_it_was_drawn_with() -> None:
    sent = MultiDict([("drawn", "a"), ("drawn", "b"), ("was_on", "a"), ("on", "b"), ("on", "c")])

    assert wish(sent).touched == {"a": False, "b": True}


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(st.booleans(), st.booleans())))
def test_nothing_is_touched_but_what_was_switched(boxes: dict[str, tuple[bool, bool]]) -> None:
    fields = [("drawn", name) for name in boxes]
    fields += [("was_on", name) for name, (was, _) in boxes.items() if was]
    fields += [("on", name) for name, (_, is_on) in boxes.items() if is_on]

    assert wish(MultiDict(fields)).touched == {
        name: is_on for name, (was, is_on) in boxes.items() if was is not is_on
    }


@pytest.mark.parametrize("is_logo", [True, False])
@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_was_read_is_called_saved_and_can_be_undone(
    outcome: Outcome, is_logo: bool
) -> None:
    told = news(
        AccountChange(
            outcome=outcome,
            said="No.",
            wished={"isDark": True},
            before={"isDark": False},
            is_logo=is_logo,
            former="id",
        )
    )
    is_well = outcome in (Outcome.SAVED, Outcome.ALREADY)

    assert told.is_trouble is not is_well
    assert told.can_undo is is_well
    assert ("aved." in told.headline) is is_well
    assert ("It says: “No.”" in told.headline) is (outcome is Outcome.REFUSED)


ERRORS = (
    *(api.TooSlow(), api.Unavailable(), api.TooMany(), api.Forbidden(), api.NotFound()),
    *(api.NotOffered(), api.UnexpectedAnswer(), api.Rejected()),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_failure_of_a_part_has_a_sentence(error: api.ApiError) -> None:
    assert why(error).endswith(".")
