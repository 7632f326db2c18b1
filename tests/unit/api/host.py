"""The wire, played from a script: a host that no socket is opened to."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

from webapp.api import ApiError, PlatformApi
from webapp.bounded_http import (
    Answer,
    BrokenOff,
    Host,
    Limits,
    NoAnswer,
    NoConnection,
    NotDecompressed,
    NotTrusted,
    OutOfTime,
    TooLarge,
)

ANSWERS = Path(__file__).parents[2] / "answers"

BROKE = NoAnswer("api.platform.test: cut", was_sent=True)
BROKE_OFF = BrokenOff("api.platform.test: cut half-way", was_sent=True)
LATE = OutOfTime("api.platform.test: late", was_sent=True)
UNREACHED = OutOfTime("api.platform.test: no connection yet", was_sent=False)
NOBODY_THERE = NoConnection("api.platform.test: refused", was_sent=False)
UNTRUSTED = NotTrusted("api.platform.test: bad certificate", was_sent=False)
GARBLED = NotDecompressed("api.platform.test: no gzip at all", was_sent=True)

Refusal = TypeVar("Refusal", bound=ApiError)
Play = Callable[[str], Answer] | Answer | Exception


def answer(body: bytes | object, status: int = 200, **headers: str) -> Answer:
    """An answer as it leaves the wire; header names are given with _ for -."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Answer(status, named, sent)


def stored(name: str, status: int = 200, **headers: str) -> Answer:
    """The answer kept in tests/answers under `name`."""
    return answer((ANSWERS / f"{name}.json").read_bytes(), status, **headers)


class ScriptedHost(Host):
    """Gives the scripted answers in turn, the last one for ever, and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__("https://api.platform.test")
        self.script: list[Play] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.limits = Limits()
        self.body: bytes | None = None

    def exchange(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        limits: Limits,
        body: bytes | None = None,
        *,
        on_new_connection: bool = False,  # noqa: ARG002 - of every Host; no call to an API wants it
    ) -> Answer:
        """One call: `limits` and `body` are kept for a look at them."""
        self.asked.append((method, target, dict(headers)))
        self.limits, self.body = limits, body
        play = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(play, Exception):
            raise play
        played = play(target) if callable(play) else play
        if len(played.body) > limits.size:
            raise TooLarge("api.platform.test: too large", status=played.status)
        return played

    @property
    def said(self) -> Any:
        """The body of the last call, read as JSON."""
        return json.loads(self.body or b"null")

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
