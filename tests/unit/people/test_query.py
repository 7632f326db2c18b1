"""The query string of the roster: read, told apart from nonsense, and written again."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.people.query import LARGEST_SIZE, SORT_KEYS, Asked, parse
from webapp.people.search import quoted

JOINERS_AND_MARKS = (0x200C, 0x200D, 0x200E, 0x200F, 0x061C)
NAMES = ("q", "tag", "style", "sort", "page", "size", "other")
ASKED = st.builds(
    Asked,
    q=st.text(st.characters(categories=("L", "N", "P"))),
    tags=st.lists(st.text("abc123", min_size=1), unique=True).map(tuple),
    style=st.none() | st.text("DISCXQ+&=", min_size=1),
    sort=st.sampled_from(SORT_KEYS),
    descending=st.booleans(),
    page=st.integers(1, 10**8),
    size=st.integers(1, LARGEST_SIZE),
)


def read(query: str) -> tuple[Asked, tuple[str, ...]]:
    return parse(parse_qs(query.removeprefix("?"), keep_blank_values=True))


@given(ASKED)
def test_what_is_written_reads_as_the_same_question(asked: Asked) -> None:
    assert read(asked.query()) == (asked, ())


def test_the_usual_question_has_no_query_string() -> None:
    assert Asked().query() == ""


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text())))
def test_no_query_string_fails(args: dict[str, list[str]]) -> None:
    asked, notes = parse(args)
    assert asked.page >= 1
    assert 1 <= asked.size <= LARGEST_SIZE
    assert asked.sort in SORT_KEYS
    assert all(note.isprintable() for note in notes)


def test_an_empty_form_asks_for_everybody_and_is_no_mistake() -> None:
    assert read("q=&tag=&style=&sort=&page=&size=") == (Asked(), ())


@pytest.mark.parametrize("text", ["abc", "0", "-1", "1.5", "٣", "1e3", "²", "+1"])
def test_what_is_no_page_number_is_said_to_be_none(text: str) -> None:
    asked, notes = parse({"page": [text]})
    assert asked.page == 1
    assert notes == (f"“{text}” is not a page number; showing page 1.",)


def test_a_page_number_longer_than_python_reads_is_still_a_number() -> None:
    assert parse({"page": ["9" * 10_000]}) == (Asked(page=999_999_999), ())


@pytest.mark.parametrize(
    ("text", "size", "note"),
    [
        ("10", 10, None),
        ("007", 7, None),
        ("many", 50, "“many” is not a page size; showing 50 a page."),
        ("201", 200, "“201” is too many for one page; showing 200 a page."),
    ],
)
def test_a_page_size_is_kept_within_bounds(text: str, size: int, note: str | None) -> None:
    asked, notes = parse({"size": [text]})
    assert asked.size == size
    assert notes == ((note,) if note else ())


@pytest.mark.parametrize("text", ["height", "-", "--name", "Name", "-height"])
def test_what_is_no_column_is_said_to_be_none(text: str) -> None:
    asked, notes = parse({"sort": [text]})
    assert asked.order == "name"
    assert notes == (f"“{text}” is not a column here; sorted by name.",)


def test_tags_repeat_and_are_kept_once_in_their_order() -> None:
    assert read("tag=b&tag=a&tag=b&tag=")[0].tags == ("b", "a")


def test_any_tag_in_the_form_lifts_every_tag() -> None:
    assert read("tag=&tag=b")[0].tags == ()


def test_space_around_and_between_searched_words_does_not_matter() -> None:
    assert read("q=++ana++lind+")[0].q == "ana lind"


@given(st.text())
def test_what_is_searched_for_holds_nothing_that_would_not_be_seen(text: str) -> None:
    q = parse({"q": [text]})[0].q

    assert q.translate(dict.fromkeys(JOINERS_AND_MARKS)).isprintable()
    assert q == " ".join(q.split())
    assert [c for c in q if c != " "] == [
        c for c in text if c != " " and (c.isprintable() or ord(c) in JOINERS_AND_MARKS)
    ]


@pytest.mark.parametrize(
    ("text", "q"),
    [
        ("a\x00na \x1b\x07 li\x7fnd", "ana lind"),
        ("\u202eana\u2066", "ana"),
        ("می\u200cرویم", "می\u200cرویم"),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200fليلى", "\u200fليلى"),
    ],
)
def test_joiners_of_names_stay_and_controls_go(text: str, q: str) -> None:
    assert parse({"q": [text]})[0].q == q


@pytest.mark.parametrize(
    ("before", "key", "order"),
    [
        ("", "email", "email"),
        ("sort=email", "email", "-email"),
        ("sort=-email", "email", "email"),
        ("", "d", "-d"),
        ("sort=-d", "d", "d"),
        ("sort=d", "d", "-d"),
        ("", "updated", "-updated"),
        ("", "name", "-name"),
    ],
)
def test_words_begin_with_a_scores_with_the_highest_and_then_the_other_way_round(
    before: str, key: str, order: str
) -> None:
    asked = read(f"{before}&page=3&q=ana")[0].sorted_by(key)
    assert (asked.order, asked.page, asked.q) == (order, 1, "ana")


def test_a_tag_is_taken_away_alone_and_the_first_page_shown() -> None:
    assert read("tag=a&tag=b&page=2&q=x")[0].without_tag("a").query() == "?q=x&tag=b"


def test_somebodys_words_are_quoted_short_and_without_tricks_of_direction() -> None:
    assert quoted("a\u202eb\nc\x00") == "“abc”"
    assert quoted("x" * 50) == f"“{'x' * 40}…”"
