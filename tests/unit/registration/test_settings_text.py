import io

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from webapp.registration.settings_text import MARK, rewritten, unreadable_line, written

LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
AWKWARD = st.text("ab \\'\"#$${}:-=`!/%", max_size=30)
WRITTEN = {"PROFILE_CLIENT_ID": "new", "PROFILE_CLIENT_SECRET": 'it\'s #1 \\ ${HOME} "x"'}
FILES = st.lists(
    st.one_of(
        AWKWARD,
        st.sampled_from(
            [
                *("", "# a comment", "export A=1", "B='two\nlines' # both", 'C="x"', "D", "A=${B}"),
                *("PROFILE_CLIENT_ID=old", " export PROFILE_CLIENT_SECRET='o' # why", f"{MARK}old"),
                "PROFILE_CLIENT_ID",
            ]
        ),
    )
)


def read(text: str) -> dict[str, str | None]:
    return dict(dotenv_values(stream=io.StringIO(text)))


@given(LINE | AWKWARD)
def test_what_is_written_is_read_back_exactly(value: str) -> None:
    assert read(f"A={written(value)}\nB=after\n") == {"A": value, "B": "after"}


@pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\x00b", "\x1b[2J", "a\x7f"])
def test_a_value_of_several_lines_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        written(value)


def test_what_needs_no_quotes_has_none_so_that_docker_reads_it_too() -> None:
    assert written("https://a.test:8/x?y") == "'https://a.test:8/x?y'"
    assert written("https://a.test:8/x") == "https://a.test:8/x"


@given(FILES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_whatever_file_there_was_says_what_it_did_but_for_what_is_set(
    lines: list[str], end: str, ended: bool
) -> None:
    before = end.join(lines) + (end if ended else "")
    if unreadable_line(before) is not None:
        return

    after = rewritten(before, WRITTEN, {"PROFILE_CLIENT_SECRET": "a remark"})

    kept = dotenv_values(stream=io.StringIO(before), interpolate=False)
    now = dotenv_values(stream=io.StringIO(after), interpolate=False)
    assert {**read(after), **WRITTEN} == read(after)
    assert {**now, **dict.fromkeys(WRITTEN)} == {**kept, **dict.fromkeys(WRITTEN)}
    assert after.endswith("\n")
    assert after.count("a remark") == 1


@given(FILES)
def test_writing_the_same_twice_changes_nothing(lines: list[str]) -> None:
    before = "\n".join(lines)
    if unreadable_line(before) is not None:
        return
    once = rewritten(before, WRITTEN, {"PROFILE_CLIENT_ID": "a remark"})

    assert rewritten(once, WRITTEN, {"PROFILE_CLIENT_ID": "a remark"}) == once


def test_lines_stay_where_they_are_with_their_comments() -> None:
    before = (
        "# Ours\n\nexport PROFILE_CLIENT_ID='old # id' # of Profile\n"
        f"WORKERS=2 # two\n{MARK}it ended\n  PROFILE_CLIENT_SECRET=old #secret\n"
        "PROFILE_CLIENT_ID=older\n# the end"
    )

    values = {"PROFILE_CLIENT_ID": "a b", "PROFILE_CLIENT_SECRET": "s", "PUBLIC_URL": "u"}
    after = rewritten(before, values, {"PROFILE_CLIENT_SECRET": "it ends"})

    assert after == (
        "# Ours\n\nexport PROFILE_CLIENT_ID='a b' # of Profile\n"
        f"WORKERS=2 # two\n  {MARK}it ends\nPROFILE_CLIENT_SECRET=s #secret\n"
        "# the end\nPUBLIC_URL=u\n"
    )


def test_the_first_line_that_cannot_be_read_is_named() -> None:
    assert unreadable_line("A=1\n# fine\n") is None
    assert unreadable_line("A=1\n\n\nB='open\nC=2\n") == 4
