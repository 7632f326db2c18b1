"""`webapp register` typed in a folder of its own, in this process, with nobody at the terminal."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from dotenv import dotenv_values

from tests.support.platform import PUBLIC_URL
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, Call
from webapp.cli import main

SECRETS = ("canary", "sbx")
"""What begins, or is part of, what nobody may be told."""


class Typed(NamedTuple):
    """What came of it, and all that was said or logged."""

    code: int
    said: str


class Desk:
    """Where the command is typed. `log` is what was logged at any level."""

    def __init__(self, folder: Path, api_url: str, caplog: pytest.LogCaptureFixture):
        self.folder = folder
        self.file = folder / ".env"
        self.env = {"PROFILE_API_URL": api_url, "PUBLIC_URL": PUBLIC_URL}
        self._caplog = caplog

    def register(self, *arguments: str, **env: str) -> Typed:
        """Type it. Asserts that no secret was said, logged, or left in anything but the files."""
        ended = CliRunner().invoke(main, ["register", *arguments], env={**self.env, **env})
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.output
        log = "\n".join(record.getMessage() for record in self._caplog.records)
        secrets = [*SECRETS, *self._given()]
        assert [each for each in secrets if each in f"{ended.output}{log}"] == []
        return Typed(ended.exit_code, ended.output)

    def written(self) -> dict[str, str]:
        """The settings file as the dashboard reads it."""
        return {name: value or "" for name, value in dotenv_values(self.file).items()}

    def left_behind(self) -> set[str]:
        """The names of all files in the folder."""
        return {path.name for path in self.folder.iterdir()}

    def _given(self) -> list[str]:
        if not self.file.is_file():
            return []
        text = self.file.read_text(errors="replace")
        written = dotenv_values(stream=io.StringIO(text))
        names = ("PROFILE_CLIENT_SECRET", "SECRET_KEYS")
        return [value for name in names if (value := written.get(name))]


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Desk]:
    """A folder with nothing in it; a test says at which API by `desk.env`."""
    monkeypatch.chdir(tmp_path)
    for name in ("PROFILE_CLIENT_ID", "PROFILE_CLIENT_SECRET", "SECRET_KEYS", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    caplog.set_level(logging.DEBUG)
    yield Desk(tmp_path, "", caplog)
    logging.disable(logging.NOTSET)


@pytest.fixture
def wicked_desk(desk: Desk, wicked: Wicked) -> Desk:
    """The same at the wicked provider, which registers everybody until a test spoils it."""
    desk.env["PROFILE_API_URL"] = wicked.origin
    wicked.metadata["registration_endpoint"] = f"{wicked.origin}/register"
    wicked.does["/register"] = Answer(201, registration())
    return desk


def registration(**changes: Any) -> dict[str, Any]:
    """An honest answer, but for the changes; `...` takes a member away."""
    said = {
        "client_id": "client_1",
        "client_secret": "canary-secret",
        "client_secret_expires_at": 0,
        "redirect_uris": [f"{PUBLIC_URL}/sign-in/callback"],
        "token_endpoint_auth_method": "client_secret_basic",
        **changes,
    }
    return {name: value for name, value in said.items() if value is not ...}


def registers_while(act: Any) -> Any:
    """An honest provider, during whose answer something happens."""

    def answer(_: Call) -> Answer:
        act()
        return Answer(201, registration())

    return answer
