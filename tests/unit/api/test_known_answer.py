"""An answer that has a name is not sent twice, and never told for another one."""

import json

import pytest

from tests.unit.api.conftest import ORIGIN, Tokens
from tests.unit.api.host import ANSWERS, ScriptedHost, answer, stored
from webapp.api import PlatformApi, Transport, UnexpectedAnswer
from webapp.api.hearing import Heard
from webapp.memory import Memory

NAME = '"a-name"'


class Listener:
    def __init__(self) -> None:
        self.outcomes: list[str] = []

    def heard(self, heard: Heard) -> None:
        self.outcomes.append(heard.outcome)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def remembering(host: ScriptedHost, tokens: Tokens, listener: Listener) -> PlatformApi:
    transport = Transport(ORIGIN, host, tokens, listener=listener, memory=Memory(1 << 20))
    return PlatformApi(transport)


def sent(host: ScriptedHost) -> list[str | None]:
    return [headers.get("If-None-Match") for _, _, headers in host.asked]


def renamed(name: str) -> bytes:
    told = json.loads((ANSWERS / "account.json").read_bytes())
    told["data"]["name"] = name
    return json.dumps(told).encode()


def test_what_has_not_changed_is_as_it_was_and_counts_as_answered(
    remembering: PlatformApi, host: ScriptedHost, listener: Listener
) -> None:
    host.script = [stored("account", ETag=NAME), answer(b"", 304), answer(b"", 304)]

    assert len({remembering.account.read().name for _ in range(3)}) == 1
    assert sent(host) == [None, NAME, NAME]
    assert listener.outcomes == ["ok"] * 3


def test_what_has_changed_is_told_and_asked_about_by_its_own_name(
    remembering: PlatformApi, host: ScriptedHost
) -> None:
    other = answer(renamed("Another"), ETag='W/"b"')
    host.script = [stored("account", ETag=NAME), other, answer(b"", 304)]

    names = [remembering.account.read().name for _ in range(3)]

    assert names[1:] == ["Another", "Another"]
    assert sent(host) == [None, NAME, 'W/"b"']


def test_an_answer_without_a_name_is_asked_for_whole_next_time(
    remembering: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("account", ETag=NAME), stored("account"), stored("account")]

    for _ in range(3):
        remembering.account.read()

    assert sent(host) == [None, NAME, None]


@pytest.mark.parametrize("name", ["unquoted", '"a\nb"', f'"{"x" * 300}"', ""])
def test_a_name_that_is_none_is_not_sent(
    remembering: PlatformApi, host: ScriptedHost, name: str
) -> None:
    host.script = [stored("account", ETag=name), stored("account")]

    for _ in range(2):
        remembering.account.read()

    assert sent(host) == [None, None]


def test_nothing_new_where_nothing_is_known_is_no_answer(
    remembering: PlatformApi, host: ScriptedHost, listener: Listener
) -> None:
    host.script = [answer(b"", 304)]

    with pytest.raises(UnexpectedAnswer):
        remembering.account.read()
    assert listener.outcomes != ["ok"]
