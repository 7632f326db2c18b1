"""What is read so far is private, one run's at a time, of one account, and not older than a day."""

import fcntl
import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import msgspec
import pytest

from webapp.api.profiles import Profile
from webapp.pages.exports.records import record
from webapp.roster_export.errors import AlreadyRunning, ExportError
from webapp.roster_export.spool import LIFE, Spool
from webapp.roster_export.state import FRESH, VERSION, Person, Walk

NOW = 1_800_000_000.0


def begun(
    path: Path,
    whose: str = "us",
    *,
    afresh: bool = False,
    once: bool = False,
    now: float = NOW,
) -> Walk:
    with Spool(path) as spool:
        return spool.begin(whose, afresh=afresh, once=once, now=now)


def with_a_page(path: Path, **how: bool) -> None:
    with Spool(path) as spool:
        walk = spool.begin("us", afresh=False, now=NOW)
        person = Person("a" * 24, record(Profile("a" * 24), msgspec.UNSET))
        then = msgspec.structs.replace(walk, page=2, read_at=NOW, **how)
        spool.keep([person], walk)
        spool.go_on(then)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_nobody_else_can_read_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        begun(tmp_path / "part")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "part").stat().st_mode) == 0o600


def test_another_run_is_refused_while_one_has_it(tmp_path: Path) -> None:
    with Spool(tmp_path / "part"), pytest.raises(AlreadyRunning):
        Spool(tmp_path / "part")
    begun(tmp_path / "part")


def test_it_is_gone_on_with_for_a_day(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    assert begun(tmp_path / "part", now=NOW + LIFE).page == 2
    assert begun(tmp_path / "part", now=NOW + LIFE + 1).page == 1


@pytest.mark.parametrize("now", [NOW - 10, NOW + LIFE + 1])
def test_a_clock_that_went_back_begins_anew_as_age_does(tmp_path: Path, now: float) -> None:
    with_a_page(tmp_path / "part")
    assert begun(tmp_path / "part", now=now).page == 1


def test_another_accounts_is_not_mixed_in_and_not_dropped_unasked(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    with pytest.raises(ExportError, match="--fresh"):
        begun(tmp_path / "part", whose="them")
    assert begun(tmp_path / "part").page == 2
    assert begun(tmp_path / "part", whose="them", afresh=True).page == 1


def test_another_accounts_that_is_too_old_is_in_nobodys_way(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    assert begun(tmp_path / "part", whose="them", now=NOW + LIFE + 1).page == 1


def test_what_another_version_of_the_program_wrote_is_begun_anew(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    with closing(sqlite3.connect(tmp_path / "part")) as db:
        db.execute(f"PRAGMA user_version = {VERSION - 1}")
    assert begun(tmp_path / "part").page == 1


def test_a_page_is_kept_with_how_far_the_walk_is_or_not_at_all(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    with Spool(tmp_path / "part") as spool:
        walk = spool.begin("us", now=NOW)
        with suppress(KeyboardInterrupt), spool.whole():
            spool.keep([Person("b" * 24, record(Profile("b" * 24), msgspec.UNSET))], walk)
            raise KeyboardInterrupt
        assert spool.count(1) == 1


@pytest.mark.parametrize("content", [b"of somebody", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "part").write_bytes(content)
    with pytest.raises(ExportError, match="move it away"):
        begun(tmp_path / "part", afresh=True)
    assert (tmp_path / "part").read_bytes() == content


def test_what_is_ours_and_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    whole = (tmp_path / "part").read_bytes()
    (tmp_path / "part").write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert begun(tmp_path / "part").page == 1


def test_after_a_long_break_what_was_read_is_held_to_another_reading(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part", is_changed=False)
    assert not begun(tmp_path / "part", now=NOW + FRESH).is_changed
    assert begun(tmp_path / "part", now=NOW + FRESH + 1).is_changed


def test_a_single_reading_is_not_one_with_a_long_break_in_it(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part")
    assert begun(tmp_path / "part", once=True, now=NOW + FRESH).page == 2
    assert begun(tmp_path / "part", once=True, now=NOW + FRESH + 1).page == 1


def test_a_reading_that_is_over_serves_for_a_few_minutes_only(tmp_path: Path) -> None:
    with_a_page(tmp_path / "part", is_over=True)
    assert begun(tmp_path / "part", now=NOW + FRESH).is_over
    assert not begun(tmp_path / "part", now=NOW + FRESH + 1).is_over


@pytest.mark.parametrize("another_came", [True, False])
def test_a_file_that_its_run_takes_away_meanwhile_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, another_came: bool
) -> None:
    flock, path = fcntl.flock, tmp_path / "part"

    def taken_away(descriptor: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        path.unlink()
        if another_came:
            path.touch()
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", taken_away)
    with Spool(path), pytest.raises(AlreadyRunning):
        Spool(path)


@pytest.mark.parametrize("content", [b"", None], ids=["empty", "one of this program"])
def test_a_file_that_somebody_else_put_there_is_not_filled_for_them(
    tmp_path: Path, content: bytes | None
) -> None:
    if os.geteuid():
        pytest.skip("only root can make a file somebody else's; others may not change its mode")
    path = tmp_path / "part"
    if content is None:
        with_a_page(path)
    else:
        path.write_bytes(content)
    os.chown(path, 65534, 65534)

    with pytest.raises(ExportError, match="move it away"):
        begun(path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("of somebody")
    (tmp_path / "part").symlink_to(tmp_path / "other")
    with pytest.raises(ExportError, match="cannot be written"):
        Spool(tmp_path / "part")
    assert (tmp_path / "other").read_text() == "of somebody"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        Spool(tmp_path / "nowhere" / "part")
