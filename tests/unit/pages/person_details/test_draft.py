"""The form with a person's details: what it sends, and what is in the way."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.person_details.draft import (
    Draft,
    NotSaved,
    changes,
    check,
    draft,
    is_as_wished,
    touched,
)
from webapp.people.details import FIELDS, Details

WAS = Details("Ines", "Varga", "ines.varga@example.test", "+447700900123")

words = st.sampled_from(["", "Ines", "Ida", "Varga", "a@example.test", "+447700900123"])
details = st.builds(Details, words, words, words, words)


def sent(typed: Details, was: Details = WAS) -> Draft:
    """A form as it arrives."""
    fields = {name: getattr(typed, name) for name in FIELDS}
    return draft({**fields, **{f"was_{name}": quote(getattr(was, name)) for name in FIELDS}})


def refused(wish: Draft, *, is_pending: bool = False) -> Draft:
    with pytest.raises(NotSaved) as caught:
        check(wish, is_pending=is_pending)
    assert caught.value.status == 422
    return caught.value.draft


@given(details, details, details)
def test_a_change_is_merged_with_what_is_there_or_met(
    was: Details, typed: Details, now: Details
) -> None:
    wish = sent(typed, was)
    theirs = {name for name in FIELDS if getattr(now, name) != getattr(was, name)}
    both = {n for n in touched(wish) if n in theirs and getattr(now, n) != getattr(typed, n)}
    if both:
        with pytest.raises(NotSaved) as met:
            changes(wish, now)
        again = met.value.draft
        assert (set(again.meanwhile), again.was) == (both, now)
        assert all(getattr(again.typed, n) == getattr(typed, n) for n in touched(wish))
        return
    wanted = changes(wish, now)
    wire = {"first_name": "firstName", "last_name": "lastName"}
    after = {name: wanted.get(wire.get(name, name), getattr(now, name)) or "" for name in FIELDS}
    assert is_as_wished(wish, Details(**after))
    assert all(after[n] == getattr(now, n) for n in FIELDS if n not in touched(wish))


def test_what_was_not_changed_in_the_form_is_not_sent() -> None:
    assert changes(sent(WAS), WAS) == {}
    assert changes(sent(Details("Ida", "Varga", WAS.email, "")), WAS) == {
        "firstName": "Ida",
        "phone": None,
    }


def test_a_detail_with_unseen_characters_is_not_changed_by_opening_the_form() -> None:
    odd = Details("Ines\u200b  B.", "Varga\n", WAS.email)
    assert touched(sent(Details("Ines B.", "Varga", WAS.email), odd)) == []


@pytest.mark.parametrize(
    "address",
    ["ines", "ines@", "@example.test", "a b@example.test", "a@b@c.test", "a@b.test, c@d.test"],
)
def test_an_address_that_is_none_is_refused_beside_its_field(address: str) -> None:
    said = refused(sent(Details("Ines", "Varga", address)))
    assert said.wrong == "email"
    assert said.advice["email"].endswith("Correct the address.")


@pytest.mark.parametrize("number", ["12", "07700 900123", "call me", "+44 FLOWERS", "=1+1"])
def test_a_number_that_is_none_is_refused_beside_its_field(number: str) -> None:
    assert refused(sent(Details("Ines", "Varga", WAS.email, number))).wrong == "phone"


def test_what_the_platform_had_already_is_not_looked_at() -> None:
    odd = Details("Ines", "Varga", "no address", "no number")
    check(sent(Details("Ida", "Varga", "no address", "no number"), odd), is_pending=False)


def test_undo_makes_it_what_it_was_by_whatever_rules_that_was_typed() -> None:
    local = Details("Ines", "Varga", WAS.email, "07700 900123")
    assert refused(sent(local)).wrong == "phone"
    check(replace(sent(local), is_undo=True), is_pending=False)


def test_a_detail_has_three_hundred_characters_at_most() -> None:
    check(sent(Details("x" * 300, "Varga")), is_pending=False)
    said = refused(sent(Details("x" * 301, "Varga")))
    assert said.advice["first_name"] == "Shorten it to 300 characters; it has 301."


def test_a_person_keeps_something_to_be_called_by() -> None:
    assert refused(sent(Details())).wrong == "first_name"
    check(sent(Details(phone="+447700900123")), is_pending=False)


def test_whoever_is_invited_keeps_an_address_or_a_number() -> None:
    invited = Details(email="ines.varga@example.test")
    assert refused(sent(Details("Ines"), invited), is_pending=True).wrong == "email"
    check(sent(Details(phone="+447700900123"), invited), is_pending=True)
