"""`webapp verify-log`: the exit code and the entry."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.own_log.test_exported import chain, changed, file
from webapp.cli import main


def run(folder: Path, content: bytes, *options: str) -> tuple[int, str]:
    path = folder / "log.json"
    path.write_bytes(content)
    ran = CliRunner().invoke(main, ["verify-log", str(path), *options])
    return ran.exit_code, ran.output


def test_a_whole_log_is_said_to_be_whole(tmp_path: Path) -> None:
    assert run(tmp_path, file()) == (0, "The chain is whole: 4 entries.\n")


def test_a_broken_log_ends_with_1_and_says_where(tmp_path: Path) -> None:
    code, said = run(tmp_path, changed(file(), target="another"))

    assert code == 1
    assert said.startswith("The chain is broken at entry 2: ")


@pytest.mark.parametrize("content", [b"", b"Number,At\n"])
def test_what_is_no_log_ends_with_1_too(content: bytes, tmp_path: Path) -> None:
    code, said = run(tmp_path, content)

    assert code == 1
    assert "not a log" in said


def test_a_noted_hash_must_be_in_it(tmp_path: Path) -> None:
    assert run(tmp_path, file(), "--noted", chain(2)[1].hash)[0] == 0
    assert run(tmp_path, file(), "--noted", "0" * 63 + "1")[0] == 1
