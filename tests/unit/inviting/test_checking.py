"""Who of a text will be written to, and why others will not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.profiles import Profile
from webapp.inviting import Check, Draft, GivenTag, Invitee, Known, Mark, Way, checked
from webapp.inviting.checking import left_out_text
from webapp.inviting.pasted import MOST

ANA = Profile("1", email="Ana@Team.test")
BO = Profile("2", phone="+44 20 7946 0958")


def marks(text: str, check: Check | None = None) -> list[Mark]:
    return [entry.mark for entry in checked(text, check or Check()).entries]


def test_each_is_marked() -> None:
    check = Check(known=Known([ANA, BO]), own_ids={"used"}, earlier={"sent@team.test": "the batch"})
    text = """new@team.test, 7
    nobody
    ana@TEAM.test
    +442079460958
    NEW@team.test
    sent@team.test
    a@team.test, used
    b@team.test, 7
    c@team.test
    """
    found = checked(text, check).entries

    assert [entry.mark for entry in found] == [
        Mark.GOOD,
        Mark.BAD,
        Mark.KNOWN,
        Mark.KNOWN,
        Mark.TWICE,
        Mark.INVITED,
        Mark.OWN_ID_USED,
        Mark.OWN_ID_TWICE,
        Mark.GOOD,
    ]
    assert [found[2].person, found[3].person] == [ANA, BO]
    assert (found[4].other, found[7].other, found[5].batch) == (1, 1, "the batch")


def test_what_cannot_be_read_marks_nobody() -> None:
    assert marks("ana@team.test, used") == [Mark.GOOD]


@pytest.mark.parametrize("own_id", ["9" * 101, "=1+1", "-a", "a\u200bb"])
def test_an_own_id_has_the_bounds_of_every_own_id(own_id: str) -> None:
    (entry,) = checked(f"a@team.test, {own_id}", Check()).entries
    assert entry.mark is Mark.OWN_ID_BAD
    assert entry.advice


def test_more_than_a_thousand_are_told() -> None:
    found = checked("\n".join(f"p{n}@team.test" for n in range(MOST + 2)), Check())

    assert len(found.good) == MOST
    assert [(each.mark, each.pasted.line) for each in found.left_out] == [
        (Mark.BEYOND, 1001),
        (Mark.BEYOND, 1002),
    ]


def test_only_those_who_were_shown_and_still_are_good_are_wished_for() -> None:
    tag = GivenTag("t", "Sales")
    draft = Draft("a@team.test\nb@team.test, 2\nbad\n+442079460958", (tag,))
    found = checked(draft.text, Check())

    assert found.wishes(draft, {1, 2, 3, 99}) == [
        Invitee("b@team.test", Way.EMAIL, "2", (tag,)),
        Invitee("+442079460958", Way.SMS, "", (tag,)),
    ]


def test_what_can_be_corrected_is_given_back() -> None:
    check = Check(known=Known([ANA]), own_ids={"used"})
    found = checked("bad, 3\nana@team.test\na@team.test, used\nb@team.test", check)

    assert left_out_text(found.left_out) == "bad, 3\na@team.test, used"


TEXTS = st.lists(
    st.tuples(st.sampled_from(["a@t.test", "A@t.test", "b@t.test", "x", "+442079460958"]),
              st.sampled_from(["", "1", "2"])),
    max_size=12,
)  # fmt: skip


@given(TEXTS, st.sets(st.sampled_from(["a@t.test", "b@t.test"])))
def test_nobody_is_written_to_twice_and_everybody_is_told_of(
    people: list[tuple[str, str]], known: set[str]
) -> None:
    text = "\n".join(", ".join(filter(None, person)) for person in people)
    check = Check(known=Known(Profile(each, email=each) for each in known))
    found = checked(text, check)

    assert len(found.entries) == len(people)
    wishes = found.wishes(Draft(text), range(len(people)))
    assert len({wish.key for wish in wishes}) == len(wishes)
    own_ids = [wish.own_id for wish in wishes if wish.own_id]
    assert len(set(own_ids)) == len(own_ids)
    assert not known & {wish.key for wish in wishes}


@pytest.mark.parametrize("phone", ["+442079460958", "+44 (0) 20 7946 0958"])
def test_a_person_is_known_by_a_number_however_the_account_has_it(phone: str) -> None:
    check = Check(known=Known([Profile("1", phone=phone)]))

    assert marks("+44-20-7946-0958", check) == [Mark.KNOWN]
