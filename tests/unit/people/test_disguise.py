"""People without their names: nobody can be told, nobody is taken for another."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people
from webapp.api.profiles import Profile
from webapp.people.disguise import disguised, pseudonyms
from webapp.people.filtering import fitting
from webapp.people.ordering import ordered
from webapp.people.query import Asked

KEY = b"k" * 32
IDS = st.lists(st.text(), unique=True, max_size=300)


@given(IDS)
def test_no_two_people_share_a_pseudonym_and_each_looks_like_one(ids: list[str]) -> None:
    names = pseudonyms(ids, KEY)

    assert set(names) == set(ids)
    assert len(set(names.values())) == len(ids)
    assert all(re.fullmatch("Person ([B-DF-HJ-NP-TV-XZ][2-9])+", name) for name in names.values())


def test_ten_thousand_people_have_short_pseudonyms_all_different() -> None:
    names = pseudonyms(map(str, range(10_000)), KEY).values()

    assert len(set(names)) == 10_000
    assert max(map(len, names)) <= len("Person K7M4P2T9")


@given(IDS, st.randoms())
def test_a_pseudonym_does_not_depend_on_who_is_listed_first(ids: list[str], random: object) -> None:
    assert pseudonyms(ids, KEY) == pseudonyms(sorted(ids), KEY)


@given(st.lists(st.text(), unique=True, min_size=1, max_size=300))
def test_somebody_who_joins_at_most_lengthens_what_others_were_called(ids: list[str]) -> None:
    before, now = pseudonyms(ids[1:], KEY), pseudonyms(ids, KEY)

    assert all(now[known].startswith(name) for known, name in before.items())


def test_another_session_has_other_pseudonyms() -> None:
    ids = list(map(str, range(50)))

    assert pseudonyms(ids, KEY) != pseudonyms(ids, b"another")


@given(people())
def test_only_results_are_left_of_a_person(profiles: list[Profile]) -> None:
    names = pseudonyms((profile.id for profile in profiles), KEY)
    for silent in profiles:
        profile = msgspec.structs.replace(silent, phone="+447700900123")
        shown = disguised(profile, names[profile.id])
        assert shown.name == names[profile.id]
        assert (shown.last_name, shown.email, shown.phone) == (None, None, None)
        assert (shown.id, shown.disc, shown.focus) == (profile.id, profile.disc, profile.focus)
        assert (shown.core, shown.updated_at) == (profile.core, profile.updated_at)


def test_nobody_is_found_by_a_real_name_and_the_order_is_that_of_the_pseudonyms() -> None:
    real = [Profile(id=str(n), first_name=f"Zoe{n}", email=f"{n}@x.test") for n in range(40)]
    names = pseudonyms((profile.id for profile in real), KEY)
    shown = [disguised(profile, names[profile.id]) for profile in real]

    for q in ("zoe", "x.test", "@"):
        assert fitting(shown, {}, Asked(q=q)) == []
    for sort in ("name", "email"):
        in_order = [profile.name for profile in ordered(shown, {}, sort, descending=False)]
        assert in_order == sorted(names.values())
