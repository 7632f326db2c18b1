"""The two calls of an import, and what others do to the same keys meanwhile."""

import pytest

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import Play, ScriptedHost, answer
from webapp.aliases import Importing, ImportWish
from webapp.aliases.importing import FRESH, WORTH
from webapp.api import Conflict, NoSuchAlias, Transport
from webapp.api.aliases import AliasesApi

NEW = ImportWish("a", "somebody", 2)
MOVE = ImportWish("a", "new", 2, "1", "old")


def sent(key: str, who: str, alias_id: str = "1") -> dict[str, str]:
    return {"id": alias_id, "resourceType": "profile", "resourceId": who, "consumerKey": key}


def listed(*matches: tuple[str, str]) -> Play:
    aliases = [sent(*match, str(place)) for place, match in enumerate(matches, 1)]
    return lambda _: answer({"resourceAliases": aliases})


def moved() -> Play:
    return lambda _: answer({"resourceAlias": sent("a", "new")})


class Clock:
    """Tells a time that goes on with each call of the wire by `per_call` seconds."""

    def __init__(self, host: ScriptedHost, per_call: float):
        self.host, self.per_call, self.passed = host, per_call, 0.0

    def __call__(self) -> float:
        return self.passed + self.per_call * len(self.host.asked)


def importing(*script: Play, per_call: float = 0.0) -> tuple[Importing, ScriptedHost, Clock]:
    host = ScriptedHost()
    host.script = list(script)
    clock = Clock(host, per_call)
    api = AliasesApi(Transport("https://api.platform.test", host, Tokens()))
    return Importing(api, clock), host, clock


def methods(host: ScriptedHost) -> list[str]:
    return [method for method, *_ in host.asked]


def test_what_is_so_already_is_found_by_key_and_person() -> None:
    trade, _, _ = importing(listed(("a", "somebody"), ("b", "old")))

    assert trade.look([NEW, ImportWish("b", "somebody", 3), ImportWish("c", "x", 4)]) == {0: "1"}


def test_a_new_one_is_made_without_reading() -> None:
    trade, host, _ = importing(lambda _: answer({"resourceAlias": sent("a", "somebody")}, 201))

    assert trade.do(NEW) == "1"
    assert methods(host) == ["POST"]


def test_one_is_moved_from_whom_it_was_shown_to_be_of() -> None:
    trade, host, _ = importing(listed(("a", "old")), moved())
    trade.look([MOVE])

    assert trade.do(MOVE) == "1"
    assert methods(host) == ["GET", "PATCH"]
    assert host.said == {"resourceId": "new"}


@pytest.mark.parametrize(
    ("now", "error"),
    [([("a", "third")], Conflict), ([("z", "old")], Conflict), ([], NoSuchAlias)],
    ids=["moved", "renamed", "deleted"],
)
def test_one_that_somebody_else_changed_meanwhile_stays(
    now: list[tuple[str, str]], error: type[Exception]
) -> None:
    trade, host, clock = importing(listed(("a", "old")), listed(*now))
    trade.look([MOVE])
    clock.passed = 2 * FRESH

    with pytest.raises(error):
        trade.do(MOVE)

    assert methods(host) == ["GET", "GET"]


def test_a_slow_reading_is_not_made_for_every_line() -> None:
    trade, host, clock = importing(listed(("a", "old")), moved(), per_call=FRESH)
    trade.look([MOVE])
    clock.passed = (WORTH - 1) * FRESH

    trade.do(MOVE)

    assert methods(host) == ["GET", "PATCH"]
