"""What is exported comes back unchanged, whatever it holds; files are read as they were written."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.aliases import Book, ImportWish, Line
from webapp.api.aliases import PROFILE_TYPE, Alias
from webapp.api.profiles import Profile
from webapp.pages.alias_import.decoding import Unreadable, decoded
from webapp.pages.alias_import.plan import Why, plan
from webapp.pages.alias_import.reading import draft
from webapp.pages.aliases.listing import rows
from webapp.pages.aliases.writing import as_csv
from webapp.responses.cells import inert, plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ODD = st.sampled_from(
    [
        "'",
        "=",
        "+1",
        "-",
        "@a",
        "\t",
        "\r\n",
        '"',
        ";",
        " ",
        "\0",
        "'=1",
        "\N{MINUS SIGN}",
        "\N{FULLWIDTH EQUALS SIGN}",
    ]
)
KEYS = st.builds("".join, st.lists(ODD | TEXT, min_size=1, max_size=4)).filter(str.strip)
PEOPLE = tuple(
    Profile(id=f"p{number}", first_name=f"=N{number}", email=f"p{number}@else.test")
    for number in range(4)
)
IDS = st.sampled_from([*(person.id for person in PEOPLE), "gone"])


def book(matches: dict[str, str]) -> Book:
    aliases = (
        Alias(id=str(place), consumer_key=key, resource_type=PROFILE_TYPE, resource_id=person)
        for place, (key, person) in enumerate(matches.items())
    )
    return Book.of(aliases)


@given(st.dictionaries(KEYS, IDS, min_size=1, max_size=6), st.booleans())
def test_an_export_that_is_imported_changes_nothing(matches: dict[str, str], names: bool) -> None:
    everyone = PEOPLE if names else None
    there = book(matches)

    read = draft(*decoded(as_csv(rows(there, everyone))))
    found = plan(read.lines, there, everyone)

    assert (found.new, found.moves) == ((), ())
    assert found.same == len(matches), found.bad


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_lines_are_read_as_they_were_written(cells: Sequence[tuple[str, str]], by: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=by, quoting=csv.QUOTE_ALL)
    writer.writerows([("Own id", "Profile id"), *cells, ("last", "p1")])

    read = draft(written.getvalue()).lines

    kept = [(key, person) for key, person in cells if key.strip() or person.strip()]
    assert [line.key for line in read] == [*(key for key, _ in kept), "last"]
    assert [line.person for line in read][-1] == "p1"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        assert draft(decoded(content).text).lines


@given(TEXT)
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert plain(inert(text)) in (text, text.removeprefix("'"))
    if inert(text) != text:
        assert plain(inert(text)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_encoding_is_found(encoding: str) -> None:
    text, note = decoded("Own id,E-mail\nMüller,a@b.test".encode(encoding))

    assert draft(text).lines == (Line(2, "Müller", "", "a@b.test"),)
    assert bool(note) == (encoding == "cp1252")


@pytest.mark.parametrize(
    "head",
    [
        "Own id,E-mail",
        "KEY;e_mail",
        "consumerKey\tProfile ID",
        "x,key,y,resource id",
        "\n\nkey,email",
    ],
)
def test_columns_are_found_by_what_they_are_called(head: str) -> None:
    assert draft(f"{head}\na,b,c,d").lines


def test_line_numbers_are_those_of_the_file() -> None:
    read = draft('key,email,team\n\n"a\nb",x,\n\nc,y,\n')

    assert [line.number for line in read.lines] == [3, 6]
    assert read.notes == ("Not used: “team”.",)


def test_two_people_with_one_address_are_not_told_apart() -> None:
    twins = (*PEOPLE, Profile(id="twin", email="P1@else.test"))

    found = plan([Line(2, "a", "", "p1@ELSE.test")], book({}), twins)

    assert [bad.why for bad in found.bad] == [Why.STRANGER]
    assert "2 people have this e-mail address" in found.bad[0].said


def test_what_stands_for_something_else_is_left_alone() -> None:
    other = Alias(id="1", consumer_key="a", resource_type="team", resource_id="t")

    found = plan([Line(2, "a", "p1", "")], Book.of([other]), PEOPLE)

    assert [bad.why for bad in found.bad] == [Why.NOT_A_PERSON]


def test_the_mark_stands_for_all_that_is_shown() -> None:
    lines = [Line(2, "a", "p1", ""), Line(3, "b", "p2", "")]
    free, taken = plan(lines, book({}), PEOPLE), plan(lines, book({"a": "p3"}), PEOPLE)

    assert free.mark != taken.mark
    assert free.mark == plan(lines, book({}), None).mark
    assert [wish.key for wish in taken.wishes(with_moves=False)] == ["b"]
    assert taken.wishes(with_moves=True)[1] == ImportWish("a", "p1", 2, "0", "p3")
