"""What came of a change, told: always a sentence, always true, and nobody left out of the count."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from webapp.api.tags import Tag
from webapp.tagging import (
    Alteration,
    Change,
    Creation,
    Deletion,
    Membership,
    Row,
    State,
    Trouble,
    Wish,
    members_mark,
    told,
)
from webapp.tagging.rows import OPEN
from webapp.tagging.states import CONFLICTS

TEAM = Tag("t", "Team", "red", ("a", "b"))
TWIN = Tag("u", "TEAM", None)
ADD = Membership("t", "Team", add=("a", "b", "c"))
REMOVE = Membership("t", "Team", remove=("a", "b", "c"), had=frozenset("abc"))
BOTH = Membership("t", "Team", add=("a", "b"), remove=("c",), had=frozenset("c"))
NEW = Creation("Team", "red")
ALTERED = Alteration("t", "Crew", "blue", "Team", "red")
DELETED = Deletion("t", "Team", members_mark(TEAM.profiles))
RENAMED = (
    "“Team” is called “TEAM” since: somebody else changed it. Nothing was overwritten: "
    "look at it, then decide anew. 1 person of 3 is done."
)
WISHES: list[Wish] = [
    *(ADD, REMOVE, BOTH, NEW, Creation("Team", "red", ("a", "b")), ALTERED, DELETED),
    Alteration("t", "Crew", None, "Team", None),
    Alteration("t", "Team", None, "Team", None),
    Alteration("t", "Team", "blue", "Team", None),
]
STANDINGS = [
    (State.RUNNING, None),
    (State.DONE, None),
    (State.DONE, Trouble.REFUSED),
    *((State.STOPPED, trouble) for trouble in Trouble if trouble not in CONFLICTS),
    *((State.CONFLICT, trouble) for trouble in sorted(CONFLICTS)),
]


def change(wish: Wish, state: State = State.DONE, **known: Any) -> Change:
    return replace(Change(id="c", wish=wish, begun_at=1.0, at=2.0, state=state), **known)


def rows(wish: Wish, *found: Row) -> dict[str, Row]:
    people = () if isinstance(wish, Alteration | Deletion) else wish.people
    return dict(zip(people, found, strict=True))


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: type(wish).__name__)
@pytest.mark.parametrize(("state", "trouble"), STANDINGS)
def test_however_it_stands_there_are_sentences(
    wish: Wish, state: State, trouble: Trouble | None
) -> None:
    people = () if isinstance(wish, Alteration | Deletion) else wish.people
    for row, said, tag in product(Row, (None, "label is required"), (None, TEAM, TWIN)):
        known = change(
            wish, state, trouble=trouble, said=said, tag=tag, rows=dict.fromkeys(people, row)
        )
        for undone in (None, change(ADD, before="x"), change(DELETED, tag=TEAM), change(NEW)):
            news = told(known, undone)
            for sentence in (news.headline, *news.further):
                assert re.fullmatch(r"[“0-9A-Z].*[.”]", sentence), sentence
                assert "None" not in sentence
                assert "  " not in sentence
            assert news.is_trouble is (trouble is not None)
            assert news.can_go_on is (state is State.STOPPED and trouble is not Trouble.NOT_OFFERED)


@given(
    st.lists(st.sampled_from(Row), min_size=3, max_size=3),
    st.sampled_from([ADD, REMOVE, BOTH]),
    st.sampled_from(STANDINGS),
)
def test_the_people_told_of_add_up_to_everybody(
    found: list[Row], wish: Membership, standing: tuple[State, Trouble | None]
) -> None:
    state, trouble = standing
    if state is State.RUNNING or (state is State.DONE and set(found) & OPEN):
        return  # it does not end so
    news = told(change(wish, state, trouble=trouble, rows=rows(wish, *found)))

    done = found.count(Row.DONE)
    so_far = re.search(r"(\d) (?:person|people) of 3 (?:is|are) done", news.headline)
    counted = sum(int(n) for n in re.findall(r": (\d) (?:person|people)\.", news.headline))
    if state is State.DONE:
        assert counted == done
    else:
        assert int(so_far[1] if so_far else 0) == done
    others = sum(int(sentence.split()[0]) for sentence in news.further if sentence[0].isdigit())
    assert others == 3 - done


@pytest.mark.parametrize(
    ("known", "headline", "further"),
    [
        (change(ADD, rows=rows(ADD, *[Row.DONE] * 3)), "Added to “Team”: 3 people.", []),
        (
            change(ADD, rows=rows(ADD, Row.DONE, Row.ALREADY, Row.MEANWHILE)),
            "Added to “Team”: 1 person.",
            ["1 person had it already.", "1 person: somebody else did the same meanwhile."],
        ),
        (
            change(REMOVE, rows=rows(REMOVE, Row.KEPT, Row.ALREADY, Row.ALREADY)),
            "Nothing had to be done for “Team”.",
            [
                "2 people did not have it.",
                "1 person: somebody else gave it to them since you looked, and that stays.",
            ],
        ),
        (
            change(BOTH, rows=rows(BOTH, Row.DONE, Row.KEPT, Row.DONE)),
            "Added to “Team”: 1 person. Out of “Team”: 1 person.",
            ["1 person: somebody else took it away since you looked, and that stays."],
        ),
        (
            change(
                ADD,
                rows=rows(ADD, Row.DONE, Row.REFUSED, Row.DONE),
                trouble=Trouble.REFUSED,
                said="unknown profile",
            ),
            "Added to “Team”: 2 people.",
            ["1 person: Profile did not take them. It says: “unknown profile”"],
        ),
        (
            change(
                ADD,
                State.STOPPED,
                trouble=Trouble.BUSY,
                rows=rows(ADD, Row.DONE, Row.UNSURE, Row.PENDING),
            ),
            "Profile asks for patience, so it stopped. 1 person of 3 is done.",
            [
                "2 people: not done, as far as is known.",
                "What is done is kept; it can be continued later.",
            ],
        ),
        (
            change(
                BOTH,
                State.CONFLICT,
                trouble=Trouble.RENAMED,
                tag=TWIN,
                rows=rows(BOTH, Row.DONE, Row.PENDING, Row.PENDING),
            ),
            RENAMED,
            ["2 people: not done."],
        ),
        (change(ALTERED), "“Team” is called “Crew” now, and is blue.", []),
        (change(Alteration("t", "B", "red", "A", "red")), "“A” is called “B” now.", []),
        (change(Alteration("t", "A", "blue", "A", "red")), "“A” is blue now.", []),
        (change(Alteration("t", "A", None, "A", None)), "“A” stays as it is.", []),
        (change(DELETED, tag=TEAM), "“Team” is deleted; 2 people lost it.", []),
        (change(DELETED), "“Team” was gone already.", []),
        (change(DELETED, tag=Tag("t", "Team")), "“Team” is deleted; nobody had it.", []),
        (
            change(DELETED, tag=Tag("t", "Team", profiles=("a", "b", "a"))),
            "“Team” is deleted; 2 people lost it.",
            [],
        ),
        (change(DELETED, state=State.RUNNING), "Deleting “Team”.", []),
        (
            change(NEW, State.CONFLICT, trouble=Trouble.TWIN, tag=TWIN),
            "Another tag has this label already, “TEAM”. Nothing was changed.",
            [],
        ),
        (
            change(ADD, State.RUNNING, rows=rows(ADD, Row.DONE, Row.UNSURE, Row.PENDING)),
            "Adding to “Team”: 1 of 3 people so far.",
            [],
        ),
        (
            change(BOTH, State.RUNNING, rows=rows(BOTH, *[Row.PENDING] * 3)),
            "Changing who has “Team”: 0 of 3 people so far.",
            [],
        ),
    ],
)
def test_what_is_told_is_what_is_known(known: Change, headline: str, further: list[str]) -> None:
    news = told(known)

    assert (news.headline, list(news.further)) == (headline, further)


def test_an_undo_says_that_it_is_exact_only_where_it_is() -> None:
    undone = change(ADD, rows=rows(ADD, *[Row.DONE] * 3), before="before", after="after")
    back = replace(change(REMOVE, rows=rows(REMOVE, *[Row.DONE] * 3)), undoes="c")

    exact = told(replace(back, after="before"), undone)
    assert exact.headline == "Undone: “Team” has exactly the people it had before."
    assert "exactly" not in told(replace(back, after="other"), undone).headline


def test_the_same_holds_of_a_deleted_tag_that_is_made_again() -> None:
    undone, again = change(DELETED, tag=TEAM), Creation("Team", "red", ("a", "b"))
    back = change(again, rows=rows(again, Row.DONE, Row.REFUSED), trouble=Trouble.REFUSED)

    assert "exactly" in told(replace(back, after=members_mark("ab")), undone).headline
    assert "exactly" not in told(replace(back, after=members_mark("a")), undone).headline


def test_an_undo_of_a_tag_made_or_deleted_says_so_in_its_own_words() -> None:
    made, gone = change(NEW, tag=TEAM), change(DELETED, tag=TEAM)

    assert told(replace(gone, undoes="c"), made).headline == "Undone: “Team” is taken away again."
    assert told(replace(made, undoes="c"), gone).headline.endswith(" is back.")


def test_what_could_not_even_begin_is_not_said_to_be_kept() -> None:
    busy = change(ADD, State.STOPPED, trouble=Trouble.BUSY, rows=rows(ADD, *[Row.PENDING] * 3))

    assert "It can be continued later." in told(busy).further
