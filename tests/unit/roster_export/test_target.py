"""What an export may be written to, and what becomes of what lay there."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from webapp.roster_export.errors import ExportError, NoTarget
from webapp.roster_export.target import Target

WRITES = """
import sys
from webapp.roster_export.target import Target
with Target.of(sys.argv[1]).opened() as file:
    file.write(b"new")
"""


def write(said: Path | str, content: bytes = b"new") -> None:
    with Target.of(str(said)).opened() as file:
        file.write(content)


@pytest.mark.parametrize("said", [".", "missing/people.csv", "file/people.csv", ""])
def test_what_cannot_be_written_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(NoTarget):
        Target.of(said)


def test_a_file_is_replaced_whole_and_what_it_was_stays_until_then(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")
    with Target.of(str(path)).opened() as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_writing_fails_what_was_there_stays_and_nothing_lies_beside_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")
    with pytest.raises(ExportError), Target.of(str(path)).opened():
        raise OSError(28, "No space left on device")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_the_file_that_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "people.csv", tmp_path / "there" / "people.csv"
    link.symlink_to(file)
    write(link)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert Target.of(str(link)).spool == tmp_path / "there" / ".people.csv.part"


def test_a_pipe_takes_row_by_row_and_stays_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe)
    reader.join(10)
    assert read == [b"new"]
    assert pipe.is_fifo()
    assert Target.of(str(pipe)).spool == Path(".roster.part")


def test_a_device_that_is_full_is_told() -> None:
    with pytest.raises(ExportError, match="/dev/full cannot be written: No space left"):
        write("/dev/full")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
@pytest.mark.parametrize("is_pipe", [True, False])
def test_what_is_open_already_goes_on_where_it_is(
    tmp_path: Path, name: str, *, is_pipe: bool
) -> None:
    """Also where it leads to a file: whoever opened it has it still, with what stands in it."""
    output = tmp_path / "output"
    output.write_bytes(b"before ")
    with output.open("ab") as file:
        ended = subprocess.run(
            [sys.executable, "-c", WRITES, name],
            stdout=subprocess.PIPE if is_pipe else file,
            cwd=tmp_path,
            env={"PYTHONPATH": str(Path.cwd())},
            check=True,
            timeout=60,
        )
    assert (ended.stdout, output.read_bytes()) == (
        (b"new", b"before ") if is_pipe else (None, b"before new")
    )
    assert list(tmp_path.iterdir()) == [output]


def test_what_is_not_open_is_told() -> None:
    with pytest.raises(NoTarget, match="not open"):
        Target.of("/dev/fd/987654321")


def test_a_socket_is_no_target(tmp_path: Path) -> None:
    os.mknod(tmp_path / "there", stat.S_IFSOCK | 0o600)
    with pytest.raises(NoTarget, match="neither a file nor a pipe"):
        Target.of(str(tmp_path / "there"))
    assert (tmp_path / "there").is_socket()


def test_a_link_that_leads_to_itself_stays(tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to("people.csv")
    with pytest.raises(NoTarget, match="leads to no file"):
        Target.of(str(tmp_path / "people.csv"))
    assert (tmp_path / "people.csv").is_symlink()


@pytest.mark.parametrize("said", ["people.csv", "-", "/dev/null"])
def test_a_folder_that_is_closed_to_us_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _how: str(path) == "/dev/null")  # also for root
    with pytest.raises(NoTarget, match="choose another"):
        Target.of(said)
