"""What killed runs left behind goes, and nothing of anybody else."""

import os
import time
from pathlib import Path

import pytest

from webapp.roster_export.leftovers import swept
from webapp.roster_export.spool import LIFE, Spool

LONG_AGO = time.time() - LIFE - 60
UNFINISHED = ".people.csv.0123456789abcdef.new"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left(path: Path, *, at: float = LONG_AGO) -> None:
    """The spool of a run that ended then."""
    with Spool(path) as spool:
        spool.begin("us")
    os.utime(path, (at, at))


def test_what_a_killed_run_had_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    others = [".people.csv.part", ".people.csv.old.new", ".people_csv.0123456789abcdef.new"]
    for name in (*others, UNFINISHED):
        (tmp_path / name).touch()
    swept(tmp_path / ".people.csv.part")
    assert names(tmp_path) == sorted(others)


def test_what_a_run_for_another_file_left_long_ago_goes_as_a_whole(tmp_path: Path) -> None:
    left(tmp_path / ".people.csv.part")
    for name in (UNFINISHED, ".people.csv.part-journal"):
        (tmp_path / name).touch()
    swept(tmp_path / ".today.csv.part")
    assert names(tmp_path) == []


def test_what_may_still_be_gone_on_with_stays(tmp_path: Path) -> None:
    left(tmp_path / ".people.csv.part", at=time.time() - LIFE + 60)
    (tmp_path / UNFINISHED).touch()
    swept(tmp_path / ".today.csv.part")
    assert names(tmp_path) == [UNFINISHED, ".people.csv.part"]


def test_what_a_run_has_stays_however_long_it_waits(tmp_path: Path) -> None:
    with Spool(tmp_path / ".people.csv.part") as spool:
        spool.begin("us")
        os.utime(tmp_path / ".people.csv.part", (LONG_AGO, LONG_AGO))
        swept(tmp_path / ".today.csv.part")
    assert names(tmp_path) == [".people.csv.part"]


@pytest.mark.parametrize("content", [b"", b"of somebody", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_somebody_else_made_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".people.csv.part").write_bytes(content)
    (tmp_path / ".folder.part").mkdir()
    (tmp_path / ".link.part").symlink_to(".people.csv.part")
    os.mkfifo(tmp_path / ".pipe.part")
    os.utime(tmp_path / ".people.csv.part", (LONG_AGO, LONG_AGO))
    before = names(tmp_path)
    swept(tmp_path / ".today.csv.part")
    assert names(tmp_path) == before
