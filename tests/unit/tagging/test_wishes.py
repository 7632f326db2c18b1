"""What a form asks for has one name, however often it is sent."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.tagging import Alteration, Creation, Deletion, Membership, Wish, members_mark
from webapp.tagging.wishes import change_id

WISHES: list[Wish] = [
    Membership("t", "Team", add=("a", "b")),
    Membership("t", "Team", add=("b", "a")),
    Membership("t", "Team", remove=("a", "b")),
    Membership("t", "Team", add=("a",), remove=("b",)),
    Membership("t", "Team", add=("a", "b"), had=frozenset({"a"})),
    Membership("t", "Other", add=("a", "b")),
    Membership("u", "Team", add=("a", "b")),
    Creation("Team", "red"),
    Creation("Team", "blue"),
    Creation("Team", "red", ("a",)),
    Alteration("t", "Team", "red", "Old", "red"),
    Alteration("t", "Team", None, "Old", None),
    Deletion("t", "Team", "0" * 16),
    Deletion("t", "Team", "1" * 16),
]


def test_a_form_sent_twice_asks_for_one_change_and_with_other_words_for_another() -> None:
    once = [change_id("form", wish) for wish in WISHES]

    assert once == [change_id("form", wish) for wish in WISHES]
    assert len(set(once)) == len(WISHES)
    assert set(once).isdisjoint(change_id("another form", wish) for wish in WISHES)


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_in_which_a_set_is_held_makes_no_other_change(people: list[str]) -> None:
    def wish(had: list[str]) -> Membership:
        return Membership("t", "Team", add=("x",), had=frozenset(had))

    assert change_id("form", wish(people)) == change_id("form", wish(sorted(people)))


@given(st.sets(st.text("abc", min_size=1)).flatmap(lambda ids: st.permutations(sorted(ids))))
def test_a_mark_stands_for_a_set_in_whatever_order(people: list[str]) -> None:
    assert members_mark([*people, *people[:1]]) == members_mark(sorted(people))
    for left_out in people:
        assert members_mark(set(people) - {left_out}) != members_mark(people)


def test_everybody_is_named_once() -> None:
    assert Membership("t", "T", add=("a", "b", "a"), remove=("c",)).people == ("a", "b", "c")
