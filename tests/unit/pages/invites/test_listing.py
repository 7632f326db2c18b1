"""Who has not answered, the newest first, and who fits a search."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from webapp.api.profiles import Completion, Profile
from webapp.api.scores import Disc
from webapp.pages.invites.listing import listing

moments = st.none() | st.integers(1_600_000_000, 1_800_000_000).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)
profiles = st.builds(
    Profile,
    id=st.uuids().map(str),
    email=st.none() | st.just("amal@harbor.test"),
    phone=st.none() | st.just("+49 170 5550101"),
    first_name=st.none() | st.sampled_from(["Zoë", "Bo"]),
    created_at=moments,
    disc=st.none() | st.just(Disc(style="D")),
    core=st.none() | st.just(("drive",)) | st.just(()),
    focus=st.none() | st.just(()),
)


@given(st.lists(profiles, max_size=12))
def test_exactly_those_without_any_result_are_listed_the_newest_first(
    people: list[Profile],
) -> None:
    shown = listing(people, {}, None, None)

    waiting = {p.id for p in people if (p.disc, p.core, p.focus) == (None, None, None)}
    assert {row.id for row in shown.rows} == waiting
    assert shown.pending == shown.found == len(waiting)
    told = [row.invited_at for row in shown.rows]
    known = [moment for moment in told if moment]
    assert known == sorted(known, reverse=True)
    assert told == [*known, *[None] * (len(told) - len(known))]
    assert shown.partly == sum(p.completion is Completion.PARTIAL for p in people)


@given(st.lists(profiles, max_size=12), st.sampled_from(["zoe", "0101", "HARBOR", "hr-9", "x"]))
def test_a_search_lists_those_alone_who_have_the_word(people: list[Profile], word: str) -> None:
    own_ids = {p.id: ["HR-9"] for p in people[:2]}

    shown = listing(people, {"q": [word]}, None, own_ids)

    everybody = listing(people, {}, None, own_ids)
    assert list(shown.rows) == [r for r in everybody.rows if word.casefold() in r.text]
    assert shown.pending == everybody.pending


def test_a_page_that_is_not_there_is_told() -> None:
    shown = listing([], {"page": ["7"], "size": ["900"]}, None, None)

    assert shown.notes == (
        "“900” is too many for one page; showing 200 a page.",
        "There is no page 7; showing the last, page 1.",
    )
    assert shown.count == "0 people"


def test_what_else_the_address_asks_is_not_taken_for_a_question() -> None:
    assert listing([], {"sort": ["nonsense"], "told": ["x"]}, None, None).notes == ()
