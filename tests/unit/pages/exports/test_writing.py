"""The files, read back by strangers' parsers and compared with a plain re-computation."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile_names import FORMULAS, NAMES
from tests.support.invented_teams import teams
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.api.tags import Tag
from webapp.pages.exports.records import Export, export
from webapp.pages.exports.writing import as_csv, as_json
from webapp.people.query import SORT_KEYS, Asked
from webapp.people.selection import Selection, selection
from webapp.responses.files import file_name

Team = tuple[list[Profile], list[Tag]]
AS_OF = datetime(2026, 11, 25, 12, 3, 7, 999, UTC)
HOSTILE = st.builds(
    Profile,
    id=st.uuids().map(str),
    first_name=NAMES,
    last_name=st.none() | NAMES,
    email=st.none() | NAMES,
    disc=st.builds(Disc, style=NAMES, d=st.floats(allow_nan=False, allow_infinity=False)),
    core=st.none() | st.lists(NAMES, max_size=7).map(tuple),
)


def chosen(team: Team, sort: str = "name", *, with_tags: bool = True) -> Selection:
    profiles, tags = team
    return selection(profiles, tags if with_tags else None, Asked(sort=sort))


def exported(shown: Selection, account: str | None = "Harbor & Finch") -> Export:
    return export(shown, account, AS_OF)


def parsed(made: Export) -> list[dict[str, str]]:
    text = as_csv(made).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def plain(cell: str) -> str:
    """Without the apostrophe that keeps a formula from being one."""
    return cell.removeprefix("'")


@given(teams(), st.sampled_from(SORT_KEYS))
def test_the_table_is_what_a_plain_reading_of_the_answers_gives(team: Team, sort: str) -> None:
    shown = chosen(team, sort)
    rows = parsed(exported(shown))

    assert len(rows) == len(team[0])
    for person, row in zip(shown.people, rows, strict=True):
        assert plain(row["Name"]) == person.name
        assert plain(row["E-mail"]) == (person.email or "")
        assert row["Style"] == (person.disc.style or "" if person.disc else "")
        for letter in "disc":
            sent = getattr(person.disc, letter) if person.disc else None
            assert row[letter.upper()] == ("" if sent is None else repr(sent))
        values = [row[f"Core value {rank}"].lower() for rank in range(1, 6)]
        assert [value for value in values if value] == list(person.core or ())
        mine = {tag.label for tag in team[1] if person.id in tag.profiles}
        assert set(filter(None, row["Tags"].split("; "))) == mine
        updated = person.updated_at.isoformat() if person.updated_at else ""
        assert row["Updated"] == updated
        assert (row["As of"], row["Account"]) == ("2026-11-25T12:03:07+00:00", "Harbor & Finch")


@given(teams(), st.sampled_from(SORT_KEYS), st.booleans())
def test_json_holds_the_same_with_types(team: Team, sort: str, with_tags: bool) -> None:
    shown = chosen(team, sort, with_tags=with_tags)
    told = json.loads(as_json(exported(shown)))

    assert told["count"] == len(told["people"]) == len(team[0])
    assert told["account"] == "Harbor & Finch"
    assert datetime.fromisoformat(told["as_of"]) == AS_OF
    for person, entry in zip(shown.people, told["people"], strict=True):
        assert (entry["name"], entry["email"]) == (person.name, person.email)
        for letter in "disc":
            assert entry[letter] == (getattr(person.disc, letter) if person.disc else None)
        assert [value.lower() for value in entry["core"]] == list(person.core or ())
        mine = [tag.label for tag in shown.tags_of.get(person.id, ())]
        assert entry.get("tags") == (mine if with_tags else None)


@given(st.lists(HOSTILE, max_size=5, unique_by=lambda profile: profile.id), NAMES)
def test_hostile_text_comes_back_whole_in_its_own_cell(people: list[Profile], name: str) -> None:
    made = exported(selection(people, [], Asked()), account=name)
    rows = parsed(made)

    assert [set(row) for row in rows] == [set(row) for row in rows[:1]] * len(rows)
    for row, record in zip(rows, made.people, strict=True):
        assert row["Name"] in (record.name, f"'{record.name}")
        assert row["Account"] in (name, f"'{name}")
        for head, cell in row.items():
            if head not in ("D", "I", "S", "C"):
                assert not re.match(r"\s*[=+\-@|%]", cell), f"{head} is a formula"
    assert [float(row["D"]) for row in rows] == [record.d for record in made.people]


@pytest.mark.parametrize("text", FORMULAS)
def test_every_kind_of_text_is_made_inert(text: str) -> None:
    person = Profile(id="1", first_name=text, email=text, disc=Disc(style=text), core=(text,))
    tag = Tag(id="t", label=text, profiles=("1",))

    (row,) = parsed(exported(selection([person], [tag], Asked()), account=text))

    assert {row[head] for head in ("Name", "E-mail", "Style", "Tags", "Account")} == {f"'{text}"}


def test_a_negative_score_stays_a_number() -> None:
    person = Profile(id="1", disc=Disc(style="D", d=-5.25))

    assert b",-5.25," in as_csv(exported(selection([person], [], Asked())))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1000])
def test_there_is_one_row_a_person_and_always_a_head(count: int) -> None:
    people = [Profile(id=str(number), first_name=f"P{number:04}") for number in range(count)]
    made = exported(selection(people, [], Asked()))
    lines = as_csv(made).decode("utf-8-sig").split("\r\n")

    assert lines[0].startswith("Name,E-mail,Status,Style,D,I,S,C,Core value 1,")
    assert lines[0].endswith("Core value 5,Tags,Updated,As of,Account")
    assert len(parsed(made)) == made.count == count
    assert lines[-1] == ""


def test_without_the_grant_there_is_no_column_of_tags() -> None:
    shown = selection([Profile(id="1")], None, Asked())

    assert "Tags" not in parsed(exported(shown))[0]
    assert json.loads(as_json(exported(shown)))["question"]["tags"] is None


def test_more_core_values_than_five_get_columns_of_their_own() -> None:
    person = Profile(id="1", core=tuple("abcdefg"))

    (row,) = parsed(exported(selection([person], [], Asked())))

    assert (row["Core value 7"], row["Tags"]) == ("G", "")


def test_the_name_of_a_file_is_plain_and_sorts_by_time() -> None:
    assert file_name("team", AS_OF, "csv") == "team-2026-11-25-1203-utc.csv"


def test_text_with_semicolons_is_one_cell_for_who_splits_at_semicolons() -> None:
    person = Profile(id="1", first_name="Ana;=1+1;Lind", email="ana@people.test")
    text = as_csv(exported(selection([person], [], Asked()))).decode("utf-8-sig")

    row = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1]

    assert len(row) == 1
    assert row[0].startswith("Ana;=1+1;Lind,")
