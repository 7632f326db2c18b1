"""The file against the live sandbox, whatever goes wrong on the way."""

import csv
import json
import logging
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sandbox.faults import Fault, Kind
from sandbox.meanwhile import Detail, Meanwhile
from sandbox.seed import build
from sandbox.server import Running, running
from tests.roster_export.conftest import SECRET
from webapp.roster_export import spool
from webapp.roster_export.errors import ExportError, OutOfPatience, Refused, Unusable
from webapp.roster_export.exporting import Wish, carried_out
from webapp.roster_export.progress import Progress
from webapp.roster_export.state import TABLES
from webapp.roster_export.target import Target
from webapp.roster_export.walking import MOST_PASSES
from webapp.settings import from_env

PEOPLE = 250
PROFILES = "/api/v4/profiles"


@pytest.fixture(scope="module")
def many() -> Iterator[Running]:
    """A sandbox with three pages of people."""
    with running(build(PEOPLE)) as sandbox:
        yield sandbox


def run(env: dict[str, str], target: Path | str, kind: str = "csv", **how: float) -> None:
    wish = Wish(Target.of(str(target)), kind, how.get("patience", 60.0), is_fresh=False, once=False)
    carried_out(from_env(env), wish, Progress(is_verbose=True))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def everybody(many: Running) -> list[Any]:
    book = many.world.accounts[0].profiles
    return [book.at(number) for number in range(len(book))]


def reads(many: Running) -> int:
    return len(many.world.witness.arrivals(PROFILES))


def test_the_file_has_everybody_as_the_platform_has_them(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    run(env, tmp_path / "people.json", "json")

    people = json.loads((tmp_path / "people.json").read_text())
    by_id = {profile.id: profile for profile in everybody(many)}
    assert [person["id"] for person in people] == list(by_id)
    for person in people:
        there = by_id[person["id"]]
        assert person["email"] == (there.email or None)
        assert person["d"] == (there.disc.d if there.disc else None)
    tagged = {i for tag in many.world.accounts[0].tags for i in tag.profiles}
    assert {person["id"] for person in people if person["tags"]} == tagged & set(by_id)


def test_the_columns_are_those_of_the_pages_own_file(env: dict[str, str], tmp_path: Path) -> None:
    run(env, tmp_path / "people.csv")
    head = (tmp_path / "people.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("Name,E-mail,Status,Style,D,I,S,C,Core value 1")
    assert head.endswith("Core value 5,Tags,Updated,As of,Account")
    assert {row["Account"] for row in rows(tmp_path / "people.csv")} == {"Harbor & Finch"}
    assert len(rows(tmp_path / "people.csv")) == PEOPLE


def test_it_is_for_nobody_elses_eyes_and_leaves_nothing_beside_it(
    env: dict[str, str], tmp_path: Path
) -> None:
    run(env, tmp_path / "people.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]
    assert stat.S_IMODE((tmp_path / "people.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.TOO_MANY, path=PROFILES, skip=1, times=1, retry_after=1),
        Fault(Kind.BROKEN, path=PROFILES, skip=1, times=2),
        Fault(Kind.UNAUTHORIZED, path=PROFILES, skip=2, times=1),
        Fault(Kind.HTML, path=PROFILES, skip=1, times=1),
        Fault(Kind.RESET, path=PROFILES, skip=2, times=1),
        Fault(Kind.BROKEN, path="/api/v4/auth", times=1),
        Fault(Kind.BROKEN, path="/api/v4/tags", times=1),
    ],
    ids=lambda fault: f"{fault.kind.value} {fault.path}",
)
def test_what_passes_is_waited_out(
    many: Running, env: dict[str, str], tmp_path: Path, fault: Fault
) -> None:
    many.world.faults.add(fault)
    run(env, tmp_path / "people.csv")
    assert len(rows(tmp_path / "people.csv")) == PEOPLE


def test_what_does_not_pass_ends_it_with_all_that_was_read_kept(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    many.world.faults.add(Fault(Kind.BROKEN, path=PROFILES, skip=2))
    with pytest.raises(OutOfPatience, match="Run this again"):
        run(env, tmp_path / "people.csv", patience=0)
    assert not (tmp_path / "people.csv").exists()
    assert stat.S_IMODE((tmp_path / ".people.csv.part").stat().st_mode) == 0o600

    many.world.faults.clear()
    many.world.witness.clear()
    run(env, tmp_path / "people.csv")
    assert len(rows(tmp_path / "people.csv")) == PEOPLE
    assert reads(many) == 4, "the third page, and all three once more"


def test_a_pause_longer_than_the_patience_is_not_begun(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    many.world.faults.add(Fault(Kind.TOO_MANY, path=PROFILES, retry_after=3600))
    with pytest.raises(OutOfPatience, match="fewer calls"):
        run(env, tmp_path / "people.csv", patience=59)


def test_answers_that_nobody_understands_are_no_accident_for_ever(
    many: Running, env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.roster_export.patience.FIRST_PAUSE", 0.0)
    many.world.faults.add(Fault(Kind.HTML, path=PROFILES))
    with pytest.raises(ExportError, match="something else"):
        run(env, tmp_path / "people.csv")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"PROFILE_M2M_CLIENT_SECRET": "canary-wrong"}, "Compare client id"),
        ({"PROFILE_M2M_CLIENT_ID": "", "PROFILE_M2M_CLIENT_SECRET": ""}, "PROFILE_M2M_CLIENT_ID"),
    ],
    ids=["a wrong secret", "no client"],
)
def test_credentials_that_are_refused_end_it_at_once(
    env: dict[str, str], tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        run({**env, **changes}, tmp_path / "people.csv")
    assert "canary" not in str(refused.value)
    assert list(tmp_path.iterdir()) == [], "nothing was read, so nothing is left"


def test_a_call_that_is_forbidden_ends_it_at_once(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    many.world.faults.add(Fault(Kind.FORBIDDEN, path=PROFILES))
    with pytest.raises(Refused, match="403"):
        run(env, tmp_path / "people.csv")


def test_tags_that_the_service_may_not_read_are_no_column(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    many.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/tags"))
    run(env, tmp_path / "people.csv")
    assert "Tags" not in rows(tmp_path / "people.csv")[0]
    run(env, tmp_path / "people.json", "json")
    assert "tags" not in json.loads((tmp_path / "people.json").read_text())[0]


def test_what_begins_like_a_formula_is_none(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    book = many.world.accounts[0].profiles
    book.change(book.id_at(0), first_name="=1+1")
    run(env, tmp_path / "people.csv")
    assert rows(tmp_path / "people.csv")[0]["Name"].startswith("'=1+1")


def test_a_disk_that_is_full_is_told_and_the_next_run_writes_the_file(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "people.csv"
    with monkeypatch.context() as patched:
        tables = f"{TABLES} PRAGMA max_page_count = 12;"
        patched.setattr(spool, "TABLES", tables)
        with pytest.raises(ExportError, match="Look whether the disk is full"):
            run(env, target)
    assert not target.exists()
    run(env, target)
    assert len(rows(target)) == PEOPLE


def test_a_spool_that_is_damaged_is_told_and_does_not_stick(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    target, part = tmp_path / "people.csv", tmp_path / ".people.csv.part"
    many.world.faults.add(Fault(Kind.BROKEN, path=PROFILES, skip=2))
    with pytest.raises(OutOfPatience):
        run(env, target, patience=0)
    many.world.faults.clear()
    with closing(sqlite3.connect(part)) as db:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        (page,), (size,) = db.execute(asked).fetchone(), db.execute("PRAGMA page_size").fetchone()
    with part.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)

    with pytest.raises(ExportError, match="damaged"):
        run(env, target)
    assert list(tmp_path.iterdir()) == []


def test_the_security_log_says_which_client_took_how_many_in_what_form_and_no_more(
    many: Running, env: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="webapp.security")
    run(env, tmp_path / "people.json", "json")

    (line,) = [one for one in caplog.records if one.name == "webapp.security"]
    said = vars(line)
    assert (said["event"], said["form"], said["count"]) == ("export", "json", PEOPLE)
    assert len(said["client"]) == len(said["account"]) == 16
    assert not {"subject", "session", "connection"} & set(said)
    account = many.world.accounts[0]
    for secret in ("jobs", SECRET, account.id, account.name, account.profiles.at(0).email):
        assert secret not in f"{said}"


def test_people_are_in_the_security_log_before_they_leave(
    env: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.INFO, logger="webapp.security")
    with pytest.raises(ExportError, match="/dev/full cannot be written"):
        run(env, "/dev/full")
    assert "webapp.security" in [one.name for one in caplog.records]


def test_people_who_change_all_the_time_leave_nothing_to_go_on_with(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    """Somebody goes before each reading of a page."""
    book = many.world.accounts[0].profiles
    for number, profile_id in enumerate([book.id_at(at) for at in range(4 * MOST_PASSES)]):
        deed = Meanwhile(when="before", path=PROFILES, skip=number, profile=profile_id, delete=True)
        many.world.meanwhile.add(deed)
    with pytest.raises(Unusable, match="The next run begins anew"):
        run(env, tmp_path / "people.csv")
    assert list(tmp_path.iterdir()) == []


def test_people_who_get_other_results_meanwhile_hold_nothing_up(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    """Somebody gets another name before each reading of a page."""
    somebody = many.world.accounts[0].profiles.id_at(0)
    for number in range(6):
        name: dict[Detail, str | None] = {"first_name": f"Name {number}"}
        deed = Meanwhile(when="before", path=PROFILES, skip=number, profile=somebody, details=name)
        many.world.meanwhile.add(deed)
    many.world.witness.clear()
    run(env, tmp_path / "people.csv")
    assert reads(many) == 6, "three pages, twice"
    assert rows(tmp_path / "people.csv")[0]["Name"].startswith("Name 3 ")
