"""Pasted text as people: as lists, mail programs and spreadsheets write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inviting.pasted import Pasted, pasted


def people(text: str) -> list[tuple[str, str]]:
    return [(each.typed, each.own_id) for each in pasted(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ana@team.test", [("ana@team.test", "")]),
        ("  ana@team.test \t", [("ana@team.test", "")]),
        ("ana@team.test, 4711", [("ana@team.test", "4711")]),
        ("ana@team.test;4711", [("ana@team.test", "4711")]),
        ("ana@team.test\t4711", [("ana@team.test", "4711")]),
        ('"ana@team.test","4711"', [("ana@team.test", "4711")]),
        ("+44 20 7946 0958, A-1", [("+44 20 7946 0958", "A-1")]),
        ("ana@team.test,", [("ana@team.test", "")]),
        ("ana@team.test, bo@team.test", [("ana@team.test", ""), ("bo@team.test", "")]),
        ("a@t.test, 1, b@t.test, 2", [("a@t.test", "1"), ("b@t.test", "2")]),
        ("a@t.test, +44 20 7946 0958", [("a@t.test", ""), ("+44 20 7946 0958", "")]),
        ("Ana Lind <ana@team.test>", [("Ana Lind <ana@team.test>", "")]),
        ("Ana <a@t.test>, 17", [("Ana <a@t.test>", "17")]),
        ('"Lind, Ana" <a@t.test>, 17', [('"Lind, Ana" <a@t.test>', "17")]),
        ("Lind, Ana <a@t.test>", [("Ana <a@t.test>", "")]),
        (
            "Ana <a@t.test>; Lind, Bo <b@t.test>",
            [("Ana <a@t.test>", ""), ("Bo <b@t.test>", "")],
        ),
        ("a@t.test, sales, Bo <b@t.test>", [("a@t.test", "sales"), ("Bo <b@t.test>", "")]),
        ("a@t.test, 1, 2", [("a@t.test", "1"), ("2", "")]),
        ("Ana, 17", [("Ana", "17")]),
        ('an "open quote, b@t.test', [('an "open quote', ""), ("b@t.test", "")]),
    ],
)
def test_a_line_is_read_as_it_is_meant(line: str, expected: list[tuple[str, str]]) -> None:
    assert people(line) == expected


def test_blank_lines_are_passed_over_and_lines_keep_their_numbers() -> None:
    assert pasted("\r\n a@t.test\r\n \t\r\n,;\r\nb@t.test, 2\r\n") == [
        Pasted(2, "a@t.test"),
        Pasted(5, "b@t.test", "2"),
    ]


LOCAL = st.text("abcdefghij0123456789._-", min_size=1, max_size=12)
ADDRESSES = LOCAL.map(lambda local: f"{local}@team.test")
OWN_IDS = st.text("ABC0123456789-/ ", min_size=1).map(str.strip).filter(bool)
NAMES = st.text("Ana Lind’é", max_size=10).map(str.strip)


@given(
    st.lists(
        st.tuples(NAMES, ADDRESSES, st.one_of(st.just(""), OWN_IDS), st.sampled_from(",;\t")),
        max_size=20,
    )
)
def test_whatever_is_written_line_by_line_is_read_back(
    lines: list[tuple[str, str, str, str]],
) -> None:
    typed = [f"{name} <{to}>" if name else to for name, to, _, _ in lines]
    text = "\n".join(
        f"{said}{sign} {own_id}" for said, (_, _, own_id, sign) in zip(typed, lines, strict=True)
    )

    assert people(text) == [
        (said, own_id) for said, (_, _, own_id, _) in zip(typed, lines, strict=True)
    ]


@given(st.text(st.sampled_from('a@b.t,;\t\n"<> +17'), max_size=80))
def test_no_address_that_stands_there_is_lost(text: str) -> None:
    """Every @ of the text stands in somebody's words."""
    found = "".join(each.typed + each.own_id for each in pasted(text))

    assert found.count("@") == text.count("@")


@pytest.mark.parametrize("line", ['"' * 20_000, "<" * 20_000, '"a,<' * 10_000, "a," * 20_000])
def test_a_long_line_takes_no_long_time(line: str) -> None:
    assert len(pasted(line)) <= 20_000
