"""Addresses and numbers as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.people.reach import Reach, Unusable, Way, key_of, reach


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("ana@team.test", "ana@team.test"),
        (" Ana Lind <ana@team.test> ", "ana@team.test"),
        ("<ana@team.test>", "ana@team.test"),
        ("mailto:ana@team.test", "ana@team.test"),
        ("Ana@Team.TEST", "Ana@team.test"),
        ("jürgen@bücher.test", "jürgen@bücher.test"),
        ("o'brien+a@sub.team.test", "o'brien+a@sub.team.test"),
    ],
)
def test_an_address_is_taken_however_it_is_pasted(typed: str, to: str) -> None:
    assert reach(typed) == Reach(Way.EMAIL, to)


@pytest.mark.parametrize(
    "typed",
    [
        "+442079460958",
        "+44 20 7946 0958",
        "+44 (0)20 7946-0958",
        "+44.20.7946.0958",
        "\u202a+44\u00a020\u202f7946\u20110958\u202c",
        "tel:+442079460958",
    ],
)
def test_a_number_is_taken_however_it_is_written(typed: str) -> None:
    assert reach(typed) == Reach(Way.SMS, "+442079460958")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ana", "neither"),
        ("", "neither"),
        ("12", "neither"),
        ("ana@team", "period"),
        ("ana@test", "period"),
        ("ana@", "after the @-sign"),
        ("@team.test", "before the @-sign"),
        ("ana lind@team.test", "SPACE"),
        ("ana@team..test", "period"),
        ("ana@bo@team.test", "@-sign"),
        ("ana@localhost", "period"),
        (f"{'a' * 65}@team.test", "too long"),
        ("020 7946 0958", "no country code"),
        ("0044 20 7946 0958", "no country code"),
        ("+999 123 4567", "no country"),
        ("+44 20 7946 0958 12345", "too long or too short"),
        ("+44 20 79", "too long or too short"),
    ],
)
def test_what_nobody_can_be_written_to_by_is_refused_with_a_reason(typed: str, why: str) -> None:
    found = reach(typed)

    assert isinstance(found, Unusable)
    assert why in found.why
    assert found.advice


def test_a_number_without_a_country_code_comes_with_advice() -> None:
    found = reach("020 7946 0958")

    assert isinstance(found, Unusable)
    assert found.advice.startswith("Begin with +")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana@Team.test", "ana@team.TEST"),
        ("+44 20 7946 0958", "+442079460958"),
        ("stra\u00dfe@team.test", "STRASSE@team.test"),
        ("jose\u0301@team.test", "jos\u00e9@team.test"),
        ("ana@b\u00fccher.test", "ana@XN--bcher-kva.test"),
    ],
)
def test_what_reaches_the_same_person_is_alike(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("domain", ["xn--\u00fc.test", "xn--99999999.test", "", "."])
def test_a_domain_that_only_looks_encoded_does_no_harm(domain: str) -> None:
    assert key_of(f"ana@{domain}") == f"ana@{domain}"


@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_too_much(typed: str) -> None:
    found = reach(typed)

    if isinstance(found, Reach):
        assert found.key == key_of(found.to)
        again = reach(found.to)
        assert isinstance(again, Reach)
        assert again.key == found.key
