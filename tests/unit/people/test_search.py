"""Search: by any words of a person, in any order and case, with or without accents."""

import unicodedata
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people, teams
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.people.filtering import fitting, inverted
from webapp.people.query import Asked
from webapp.people.search import fold


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


TYPED = st.sampled_from((str, str.upper, str.lower, str.title, str.swapcase, without_accents))


@given(people(), st.randoms(), TYPED)
def test_everybody_is_found_by_their_own_name_however_typed(
    profiles: list[Profile], random: Random, typed: Callable[[str], str]
) -> None:
    for profile in profiles:
        words = f"{profile.name} {profile.email or ''}".split()
        random.shuffle(words)
        assert profile in fitting(profiles, {}, Asked(q=typed(" ".join(words))))


@given(teams())
def test_everybody_is_found_by_the_label_of_a_tag(team: tuple[list[Profile], list[Tag]]) -> None:
    profiles, tags = team
    for tag in tags:
        found = fitting(profiles, inverted(tags), Asked(q=tag.label))
        assert {p.id for p in profiles if p.id in tag.profiles} <= {p.id for p in found}


@pytest.mark.parametrize(
    ("name", "q"),
    [
        ("Søren Łukasz", "soren lukasz"),
        ("Aïcha Çelik", "celik aicha"),
        ("Weiß", "WEISS"),
        ("Ærøskøbing", "aeroskobing"),
        ("O’Brien", "o'brien"),
        ("علی\u200cرضا", "علیرضا"),  # noqa: RUF001 - a name as it is written
        ("\u200fמרים", "מרים"),  # noqa: RUF001 - a name as it is written
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("İpek Işık", "ipek isik"),  # noqa: RUF001 - a name as it is written
    ],
)
def test_a_name_is_found_as_people_type_it(name: str, q: str) -> None:
    person = Profile(id="1", first_name=name)
    assert fitting([person], {}, Asked(q=q)) == [person]


def test_every_word_must_be_found_and_none_reaches_across_name_and_e_mail() -> None:
    person = Profile(id="1", first_name="Ana", last_name="Lind", email="x@people.test")
    assert fitting([person], {}, Asked(q="ana nobody")) == []
    assert fitting([person], {}, Asked(q="lindx")) == []


def test_words_and_invisible_marks_alone_ask_for_nothing() -> None:
    person = Profile(id="1", first_name="Ana")
    assert fitting([person], {}, Asked(q="\u200f")) == [person]


@given(st.text())
def test_text_is_compared_alike_once_and_twice_folded_where_it_is_latin(text: str) -> None:
    latin = "".join(c for c in text if c < "\u0250")
    assert fold(fold(latin)) == fold(latin)
