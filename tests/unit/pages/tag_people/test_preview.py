"""What a tag would come to: everybody counted once, and the form says what was seen."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import EVERYBODY, TAGS, teams
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.pages.tag_people.asking import asked
from webapp.pages.tag_people.preview import lines, preview, wish
from webapp.pages.tag_people.who import in_words, who
from webapp.people.query import Asked
from webapp.people.selection import selection
from webapp.tagging import Choice
from webapp.tagging.choice import choice

Team = tuple[list[Profile], list[Tag]]
STRANGERS = st.lists(st.sampled_from(["../x", "nobody", "“"]), unique=True)


def form_of(tag: Tag, do: str, seen: str) -> dict[str, str]:
    return {"tag": tag.id, "label": tag.label, "do": do, "seen": seen}


@given(teams(), STRANGERS, st.booleans(), st.frozensets(st.integers(0, 9)))
def test_everybody_chosen_changes_stays_or_is_not_here(
    team: Team, strangers: list[str], is_adding: bool, members: frozenset[int]
) -> None:
    people = team[0]
    tag = Tag("t", "Leads", "red", tuple(p.id for n, p in enumerate(people) if n in members))
    chosen = choice([*strangers, *(person.id for person in people)])
    those = who(chosen, people)
    shown = preview(chosen, those, tag, is_adding=is_adding)

    assert those.missing == len(strangers)
    assert {*shown.changing, *shown.same} == set(people)
    assert len(shown.changing) + len(shown.same) == len(people)
    assert all((p.id in tag.profiles) != is_adding for p in shown.changing)

    wished = wish(chosen, form_of(tag, "add" if is_adding else "remove", shown.seen))
    assert wished is not None
    assert set(wished.people) == {person.id for person in people}
    assert wished.had == frozenset(tag.profiles)
    assert (wished.remove if is_adding else wished.add) == ()


@given(teams())
def test_each_tag_says_how_many_of_those_chosen_have_it(team: Team) -> None:
    people, tags = team
    half = people[: len(people) // 2]
    shown = lines(who(choice([person.id for person in half]), people), tags)

    assert {line.tag.id: line.count for line in shown} == {
        tag.id: sum(person.id in tag.profiles for person in half) for tag in tags
    }


def test_a_label_comes_back_as_it_was_read() -> None:
    label = "A\nB\r\n“100 %25” \N{RIGHT-TO-LEFT MARK}"
    quoted = "A%0AB%0D%0A%E2%80%9C100%20%2525%E2%80%9D%20%E2%80%8F"

    wished = wish(Choice(("a",)), {"tag": "t", "label": quoted, "do": "add", "seen": "0"})

    assert wished is not None
    assert wished.label == label


def test_what_no_preview_sent_is_no_wish() -> None:
    good = {"tag": "t", "label": "L", "do": "add", "seen": "01-"}
    chosen = Choice(("a", "b", "c"))

    assert wish(chosen, good)
    for field, value in (("tag", ""), ("do", "x"), ("seen", "01"), ("seen", "01-1")):
        assert wish(chosen, {**good, field: value}) is None


def test_what_was_asked_without_a_tag_is_told() -> None:
    chosen = choice([person.id for person in EVERYBODY])
    those = who(chosen, EVERYBODY)

    assert asked({}, chosen, those, TAGS).missing == ""
    assert asked({"do": "add"}, chosen, those, TAGS).missing == "Pick a tag first."
    assert "any more" in asked({"do": "add", "tag": "gone"}, chosen, those, TAGS).missing
    assert asked({"do": "x", "tag": TAGS[0].id}, chosen, those, TAGS).preview is None


def test_a_question_is_told_in_words() -> None:
    one, two = (tag.id for tag in TAGS[:2])
    labels = [f"“{tag.label}”" for tag in TAGS[:2]]

    def said(question: Asked) -> str:
        return in_words(selection(EVERYBODY, TAGS, question))

    assert said(Asked()) == "Everybody in the account"
    assert said(Asked(q="ana")) == "Everybody who matches “ana”"
    assert said(Asked(tags=(one,))) == f"Everybody with the tag {labels[0]}"
    assert said(Asked(q="a", tags=(one, two))) == (
        f"Everybody who matches “a”, with the tags {labels[0]} and {labels[1]}"
    )
