"""The settings file around a registration: who can read it, what stays, and when it cannot be."""

import os
import re
import resource
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tests.support.registration import Desk, registers_while, registration
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from webapp.registration.private_file import reserved

KEY = "canary-kept-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9Eu"
OLD = f"# Ours\nWORKERS=2\nPROFILE_CLIENT_ID=\nSECRET_KEYS={KEY}\n"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def short_of_room(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: a write breaks off in its midst."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_nobody_else_can_read_it_at_any_moment(
    wicked_desk: Desk, wicked: Wicked, mask: int
) -> None:
    during: list[int] = []

    def look() -> None:
        during.extend(map(mode, wicked_desk.folder.iterdir()))

    wicked.does["/register"] = registers_while(look)
    with masked(mask):
        assert wicked_desk.register().code == 0

    assert during == [0o600], "the file that will take its place is there before the secret is"
    assert mode(wicked_desk.file) == 0o600


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_a_place_is_private_before_its_first_byte(tmp_path: Path, mask: int) -> None:
    with masked(mask), reserved(tmp_path / ".env") as place:
        (made,) = tmp_path.iterdir()
        assert (mode(made), made.stat().st_size) == (0o600, 0)
        place.commit("A=1\n")

    assert [path.name for path in tmp_path.iterdir()] == [".env"]


def test_everything_else_in_it_stays_and_keys_are_not_drawn_anew(wicked_desk: Desk) -> None:
    wicked_desk.file.write_text(OLD)
    wicked_desk.file.chmod(0o600)

    typed = wicked_desk.register()

    assert typed.code == 0
    text = wicked_desk.file.read_text()
    assert text.startswith(OLD.replace("CLIENT_ID=", "CLIENT_ID=client_1"))
    assert "open to others" not in typed.said


def test_a_file_that_others_could_read_is_closed_and_that_is_said(wicked_desk: Desk) -> None:
    wicked_desk.file.write_text(OLD)
    wicked_desk.file.chmod(0o644)

    typed = wicked_desk.register()

    assert "open to others (mode 644)" in typed.said
    assert mode(wicked_desk.file) == 0o600


def test_a_client_is_not_replaced_unasked(wicked_desk: Desk, wicked: Wicked) -> None:
    wicked_desk.file.write_text("PROFILE_CLIENT_ID=earlier\nPROFILE_CLIENT_SECRET=old\n")
    before = wicked_desk.file.read_bytes()

    refused = wicked_desk.register()
    assert refused.code == 1
    assert "has the client earlier already" in refused.said
    assert "--force" in refused.said
    assert (wicked_desk.file.read_bytes(), wicked.asked("/register")) == (before, [])

    assert wicked_desk.register("--force").code == 0
    assert wicked_desk.written()["PROFILE_CLIENT_ID"] == "client_1"
    assert "old" not in wicked_desk.file.read_text()


def test_a_secret_that_ends_is_noted_in_the_file_until_there_is_another(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    ends = registration(client_secret_expires_at=4102444800)
    wicked.does["/register"] = [Answer(201, ends), Answer(201, registration(client_id="client_2"))]

    assert "ends on 2100-01-01 (UTC)" in wicked_desk.register().said
    assert "# webapp register: it ends on 2100-01-01 (UTC)" in wicked_desk.file.read_text()

    assert wicked_desk.register("--force").code == 0
    assert "2100" not in wicked_desk.file.read_text()
    assert wicked_desk.written()["PROFILE_CLIENT_ID"] == "client_2"


def test_a_secret_with_every_awkward_sign_is_read_back(wicked_desk: Desk, wicked: Wicked) -> None:
    secret = "canary-'\"#$${HOME} \\' \\\\n=`x"
    wicked.does["/register"] = Answer(201, registration(client_secret=secret))

    assert wicked_desk.register().code == 0
    assert wicked_desk.written()["PROFILE_CLIENT_SECRET"] == secret


def _strangers(path: Path) -> None:
    path.touch()
    os.chown(path, 12345, -1)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "link": (lambda path: path.symlink_to("elsewhere"), "is a link"),
    "link to nothing": (lambda path: path.symlink_to("missing"), "is a link"),
    "folder": (Path.mkdir, "is no file"),
    "pipe": (os.mkfifo, "is no file"),
    "stranger’s": (_strangers, "is somebody else’s"),
    "binary": (lambda path: path.write_bytes(b"\xff\xfe"), "is no settings file"),
    "too long": (lambda path: path.write_bytes(b"#" * (2 << 20)), "is no settings file"),
    "broken": (lambda path: path.write_text("A=1\nB='open\n"), "Line 2 of"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_must_not_be_replaced_stays_and_nothing_is_sent(
    wicked_desk: Desk, wicked: Wicked, kind: str
) -> None:
    make, said = REFUSED[kind]
    if kind == "stranger’s" and os.geteuid() != 0:
        pytest.skip("only root can make somebody else’s file")
    (wicked_desk.folder / "elsewhere").write_text("WORKERS=2\n")
    make(wicked_desk.file)
    before = wicked_desk.file.lstat()

    typed = wicked_desk.register()

    assert typed.code == 1
    assert said in typed.said
    assert wicked.calls == []
    assert (wicked_desk.folder / "elsewhere").read_text() == "WORKERS=2\n"
    assert wicked_desk.file.lstat().st_mtime_ns == before.st_mtime_ns
    assert wicked_desk.left_behind() == {".env", "elsewhere"}


def test_a_folder_that_takes_no_file_is_found_before_anything_is_sent(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    typed = wicked_desk.register("--file", "missing/.env")

    assert typed.code == 1
    assert "missing/.env cannot be written" in typed.said
    assert wicked.asked("/register") == []


def test_a_write_that_breaks_off_leaves_the_old_file_and_keeps_the_secret_elsewhere(
    wicked_desk: Desk,
    wicked: Wicked,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    spare = tmp_path_factory.mktemp("spare")
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    old = "# long\n" * 1000
    wicked_desk.file.write_text(old)

    with short_of_room(4000):
        typed = wicked_desk.register()

    assert typed.code == 1
    assert "client_1 was registered, but" in typed.said
    assert (wicked_desk.file.read_text(), wicked_desk.left_behind()) == (old, {".env"})
    (kept,) = spare.iterdir()
    assert str(kept) in typed.said
    assert mode(kept) == 0o600
    assert dotenv_values(kept)["PROFILE_CLIENT_SECRET"] == "canary-secret"


def test_where_nothing_can_be_written_any_more_the_loss_is_said(
    wicked_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))

    with short_of_room(10):
        typed = wicked_desk.register()

    assert typed.code == 1
    assert "client_1 was registered" in typed.said
    assert "so it is lost" in typed.said
    assert wicked_desk.left_behind() == set()


def test_a_file_that_changes_meanwhile_loses_nothing(wicked_desk: Desk, wicked: Wicked) -> None:
    wicked_desk.file.write_text("WORKERS=2\n")
    wicked.does["/register"] = registers_while(lambda: wicked_desk.file.write_text("WORKERS=3\n"))

    assert wicked_desk.register().code == 0
    assert wicked_desk.written()["WORKERS"] == "3"


def test_a_folder_that_takes_its_place_meanwhile_loses_no_secret(
    wicked_desk: Desk,
    wicked: Wicked,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    spare = tmp_path_factory.mktemp("spare")
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    wicked.does["/register"] = registers_while(wicked_desk.file.mkdir)

    typed = wicked_desk.register("--file", str(wicked_desk.file))

    assert typed.code == 1
    (kept,) = spare.iterdir()
    assert str(kept) in typed.said


def test_what_manages_registrations_is_kept_apart_from_the_settings(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    def managed(number: int) -> Answer:
        return Answer(
            201,
            registration(
                client_id=f"client_{number}",
                registration_client_uri=f"{wicked.origin}/register/{number}",
                registration_access_token=f"canary-manage-{number}",
            ),
        )

    wicked.does["/register"] = [managed(1), managed(2)]
    assert wicked_desk.register().code == 0
    assert wicked_desk.register("--force").code == 0

    beside = wicked_desk.folder / ".env.registration"
    assert mode(beside) == 0o600
    text = beside.read_text()
    assert "canary-manage" not in wicked_desk.file.read_text()
    assert text.index("# client_1") < text.index("canary-manage-1") < text.index("# client_2")
    assert dotenv_values(beside)["REGISTRATION_ACCESS_TOKEN"] == "canary-manage-2"


@pytest.mark.parametrize(
    ("ignores", "told"),
    [("", {".env", ".env.registration"}), (".env\n", {".env.registration"}), (".env*\n", set())],
)
def test_a_file_that_git_would_commit_is_told_of(
    wicked_desk: Desk, wicked: Wicked, ignores: str, told: set[str]
) -> None:
    subprocess.run(["git", "init", "-q", wicked_desk.folder], check=True)  # noqa: S607
    (wicked_desk.folder / ".gitignore").write_text(ignores)
    managed = {"registration_client_uri": f"{wicked.origin}/1", "registration_access_token": "x"}
    wicked.does["/register"] = Answer(201, registration(**managed))

    said = wicked_desk.register().said

    assert set(re.findall("git does not ignore (.*):", said)) == told
