"""The wire, played from a script: a connection pool of urllib3's kind that opens no socket."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from urllib3 import HTTPConnectionPool, HTTPResponse

from webapp.api import ApiError, PlatformApi

ANSWERS = Path(__file__).parents[2] / "answers"

Refusal = TypeVar("Refusal", bound=ApiError)
Play = Callable[[str], HTTPResponse] | HTTPResponse | Exception


def answer(body: bytes | object, status: int = 200, **headers: str) -> HTTPResponse:
    """An answer as it leaves the socket; header names are given with _ for -."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HTTPResponse(io.BytesIO(sent), named, status, preload_content=False)


def stored(name: str, status: int = 200, **headers: str) -> HTTPResponse:
    """The answer kept in tests/answers under `name`."""
    return answer((ANSWERS / f"{name}.json").read_bytes(), status, **headers)


class ScriptedPool(HTTPConnectionPool):
    """Gives the scripted answers in turn, the last one for ever, and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__("api.platform.test")
        self.script: list[Play] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.options: dict[str, Any] = {}

    def urlopen(self, *args: Any, **options: Any) -> HTTPResponse:
        """One call: `options` are kept for a look at redirects and time-outs."""
        method, target = args
        self.asked.append((method, target, options["headers"]))
        self.options = options
        play = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(play, Exception):
            raise play
        return play(target) if callable(play) else play

    @property
    def targets(self) -> list[str]:
        """The paths with their queries, in the order asked."""
        return [target for _, target, _ in self.asked]


def refused(platform: PlatformApi, kind: type[Refusal]) -> Refusal:
    """What is raised by a read of the account, which must be exactly a `kind`."""
    with pytest.raises(kind) as caught:
        platform.account.read()
    assert type(caught.value) is kind
    return caught.value
