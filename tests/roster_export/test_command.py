"""`webapp export roster` as a job types it: ended in any way, and gone on with."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.workers.test_commands import CLEAN, PATIENCE, webapp

PEOPLE = 350
PROFILES = "/api/v4/profiles"


@pytest.fixture(scope="module")
def many() -> Iterator[Running]:
    with running(build(PEOPLE)) as sandbox:
        yield sandbox


def exported(folder: Path, env: dict[str, str], *more: str) -> tuple[int, str]:
    """Exit code, and all that was said but the security line."""
    process = webapp("export", "roster", "--to", "people.csv", *more, cwd=folder, env=env)
    said, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, "".join(without_security(said))


def without_security(said: str) -> list[str]:
    return [line for line in said.splitlines(keepends=True) if "webapp.security" not in line]


def without_moment(file: Path) -> list[str]:
    """The lines, without the moment at which they were read."""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return [",".join(line.split(",")[:-2]) for line in lines]


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)],
)
def test_ended_half_way_and_run_again_the_file_is_whole(
    many: Running, env: dict[str, str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    assert exported(tmp_path, env) == (0, ""), "a job that goes well says nothing"
    whole = without_moment(tmp_path / "people.csv")
    (tmp_path / "people.csv").unlink()

    many.world.witness.clear()
    many.world.faults.add(Fault(Kind.SLOW, path=PROFILES, skip=2, seconds=PATIENCE, times=1))
    process = webapp("export", "roster", "--to", "people.csv", cwd=tmp_path, env=env)
    many.world.witness.wait_for(PROFILES, times=3, seconds=PATIENCE)
    process.send_signal(number)
    said, _ = process.communicate(timeout=PATIENCE)
    many.world.faults.clear()

    assert process.returncode == code
    assert "Traceback" not in said
    assert not (tmp_path / "people.csv").exists()
    many.world.witness.clear()
    assert exported(tmp_path, env) == (0, "")
    assert without_moment(tmp_path / "people.csv") == whole
    assert len(whole) == PEOPLE + 1
    assert len(many.world.witness.arrivals(PROFILES)) == 6, "pages 3 and 4, and all four again"
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_two_runs_do_not_write_one_file(many: Running, env: dict[str, str], tmp_path: Path) -> None:
    many.world.witness.clear()
    many.world.faults.add(Fault(Kind.SLOW, path=PROFILES, seconds=PATIENCE, times=1))
    first = webapp("export", "roster", "--to", "people.csv", cwd=tmp_path, env=env)
    many.world.witness.wait_for(PROFILES, seconds=PATIENCE)

    code, said = exported(tmp_path, env)

    assert (code, said) == (5, "Another run is writing this file: let it end.\n")
    many.world.faults.clear()
    first.communicate(timeout=PATIENCE)
    assert first.returncode == 0


def test_it_goes_to_standard_output_whole(env: dict[str, str], tmp_path: Path) -> None:
    process = webapp("export", "roster", "--to", "-", cwd=tmp_path, env=env)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert len(without_security(said)) == PEOPLE + 1
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_has_gone_is_told_in_one_line(env: dict[str, str], tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "webapp", "export", "roster", "--to", "-"],
        cwd=tmp_path,
        env={**CLEAN, **env},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
    )
    os.close(writing)
    assert ended.returncode == 1
    (said,) = without_security(ended.stderr)
    assert said.startswith("- cannot be written: Broken pipe.")


def test_a_job_without_standard_error_writes_its_file(env: dict[str, str], tmp_path: Path) -> None:
    typed = '"$0" -m webapp export roster --to people.csv --verbose 2>&-'
    ended = subprocess.run(
        ["/bin/sh", "-c", typed, sys.executable],
        cwd=tmp_path,
        env={**CLEAN, **env},
        timeout=PATIENCE,
    )
    assert ended.returncode == 0
    assert len(without_moment(tmp_path / "people.csv")) == PEOPLE + 1


def test_what_is_quiet_says_but_one_line_for_those_who_watch(
    env: dict[str, str], tmp_path: Path
) -> None:
    process = webapp("export", "roster", "--to", "people.csv", cwd=tmp_path, env=env)
    said, _ = process.communicate(timeout=PATIENCE)
    line = json.loads(said)
    assert (line["logger"], line["event"], line["count"]) == ("webapp.security", "export", PEOPLE)


def test_what_is_refused_is_said_with_its_own_code_and_no_secret(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    wrong = {**env, "PROFILE_M2M_CLIENT_SECRET": "canary-wrong"}
    code, said = exported(tmp_path, wrong, "--verbose")
    assert code == 3
    assert "invalid_client" in said

    code, weak = exported(tmp_path, {**env, "SECRET_KEYS": "canary-short"})
    assert code == 3
    assert "SECRET_KEYS" in weak

    many.world.faults.add(Fault(Kind.BROKEN, path=PROFILES))
    code, away = exported(tmp_path, env, "--patience", "0")
    assert code == 4
    assert "Run this again" in away
    assert "canary" not in said + weak + away


def test_who_looks_on_is_told_how_much_and_never_whom(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    code, said = exported(tmp_path, env, "--verbose")
    assert code == 0
    assert f"{PEOPLE} people in people.csv" in said
    assert "MB at the end" in said
    assert many.world.accounts[0].profiles.at(0).email not in said


def test_what_cannot_be_a_file_is_typed_wrongly_and_nothing_is_asked(
    many: Running, env: dict[str, str], tmp_path: Path
) -> None:
    many.world.witness.clear()
    (tmp_path / "people.csv").mkdir()
    code, said = exported(tmp_path, env)
    assert (code, said) == (2, "people.csv is a folder: name a file in it.\n")
    assert many.world.witness.arrivals() == []
