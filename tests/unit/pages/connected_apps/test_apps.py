"""What sort of app one is, in which order they come, and which are asked for."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.pages.connected_apps.grants import NOW, days, grant, shown
from webapp.api.grants import Grant
from webapp.auth.connection import Connection
from webapp.pages.connected_apps.apps import App, apps, own
from webapp.pages.connected_apps.filters import Asked, choices, fitting, parse
from webapp.pages.connected_apps.kinds import Kind
from webapp.people.search import fold

MOMENTS = st.none() | st.floats(0, 900).map(days)
GRANTS = st.builds(
    grant,
    st.none() | st.sampled_from(["Åre", "are", "Zeta", ""]),
    id=st.text("0123456789abcdef", min_size=1, max_size=3),
    last_used_at=MOMENTS,
    granted_at=MOMENTS,
)


def nobody(_: Grant) -> bool:
    return False


@pytest.mark.parametrize(
    ("facts", "is_ours", "kind"),
    [
        ({"is_self_registered": True, "is_public": True}, False, Kind.ASSISTANT),
        ({"is_self_registered": True, "is_public": False}, False, Kind.SELF_REGISTERED),
        ({"is_self_registered": True}, False, Kind.SELF_REGISTERED),
        ({"is_self_registered": False, "is_public": True}, False, Kind.REGISTERED),
        ({"is_self_registered": None, "is_public": True}, False, Kind.UNKNOWN),
        ({"is_self_registered": True, "is_public": True}, True, Kind.THIS),
    ],
)
def test_the_kind_is_what_the_platform_tells(
    facts: dict[str, Any], is_ours: bool, kind: Kind
) -> None:
    assert shown(is_ours=is_ours, **facts).kind is kind
    assert kind.label
    assert kind.meaning.endswith(".")


@given(st.lists(GRANTS, unique_by=lambda one: one.id, max_size=12), st.randoms())
def test_the_order_is_one_whatever_order_they_come_in(
    grants: list[Grant], chance: random.Random
) -> None:
    listed = apps(grants, nobody)
    shuffled = grants.copy()
    chance.shuffle(shuffled)

    assert apps(shuffled, nobody) == listed
    used = [app.grant.last_used_at for app in listed]
    known = [moment for moment in used if moment is not None]
    assert used[: len(known)] == sorted(known, reverse=True), "the never used come last"
    unused = [fold(app.name) for app in listed[len(known) :]]
    assert unused == sorted(unused)
    assert len({app.key for app in listed}) == len(grants)


@pytest.mark.parametrize(
    ("name", "said", "initials"),
    [
        ("  Wrenlight \u202e  Assistant ", "Wrenlight Assistant", "WA"),
        ("n" * 10_000, "n" * 200, "N"),
        ("<b>", "<b>", "?"),
        ("", "App without a name (app-1)", "?"),
        (None, "App without a name (app-1)", "?"),
    ],
)
def test_a_name_is_legible_and_no_longer_than_a_name(
    name: str | None, said: str, initials: str
) -> None:
    app = shown(name)

    assert (app.name, app.initials) == (said, initials)


def test_whether_the_platform_says_that_it_is_this_one_decides_what_is_in_use() -> None:
    said = [shown(is_ours=True, is_current=is_current).is_current for is_current in (True, None)]

    assert said == [True, True]
    assert not shown(is_ours=True, is_current=False).is_current
    assert not shown(is_current=None).is_current


def test_in_another_account_it_is_not_the_connection_in_use() -> None:
    places = [("1", "here"), ("2", "elsewhere"), ("3", None)]
    grants = [grant(str(key), id=key, account_id=place) for key, place in places]
    listed = apps(grants, lambda _: True, "here")

    assert {app.name: app.is_current for app in listed} == {"1": True, "2": False, "3": True}
    sure = apps([grant(account_id="elsewhere", is_current=True)], lambda _: True, "here")
    assert sure[0].is_current, "Profile knows better"


def test_apps_of_one_name_are_told_apart_by_account_then_by_number() -> None:
    places = [("1", "Bot", "A"), ("2", "Bot", "B"), ("3", "Bot", "B"), ("4", "Notes", "A")]
    listed = apps([grant(name, id=key, account_name=place) for key, name, place in places], nobody)

    assert [app.twin for app in listed] == ["A", "B", "B (2)", ""]
    assert [app.full_name for app in listed] == ["Bot, A", "Bot, B", "Bot, B (2)", "Notes"]


def test_what_is_left_of_a_read_only_app_can_change_nothing() -> None:
    app = shown(scopes=("profiles:read", "tags:manage", "account:read", "account:write"))

    assert app.can_write
    assert app.readable == "profiles:read account:read"
    assert not shown(scopes=("profiles:read", "wine:pour")).can_write


def test_the_connection_in_use_comes_first_where_nobody_lists_more() -> None:
    known = [
        Connection(token_key=key, scope=frozenset(), account_id=key, account_name=key, person=None)
        for key in ("one", "two")
    ]
    listed = own(known, known[1].id)

    assert [app.account for app in listed] == ["two", "one"]
    assert [app.is_current for app in listed] == [True, False]
    assert [app.connection for app in listed] == [known[1].id, known[0].id]


LISTED = [
    shown("Ferrywick", id="1", publisher="Löwen Labs", last_used_at=days(31)),
    shown("Notes", id="2", last_used_at=None, granted_at=days(8), scopes=("tags:manage",)),
    shown("Bot", id="3", is_self_registered=True, is_public=True, account_name="Northlight"),
    shown("Old", id="4", last_used_at=None, granted_at=days(900), tells_use=False),
]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (Asked(), ["Ferrywick", "Notes", "Bot", "Old"]),
        (Asked(q="lowen fERRY"), ["Ferrywick"]),
        (Asked(q="northlight"), ["Bot"]),
        (Asked(q="northlight ferry"), []),
        (Asked(scope="tags:manage"), ["Notes"]),
        (Asked(kind=Kind.ASSISTANT), ["Bot"]),
        (Asked(unused=7), ["Ferrywick", "Notes"]),
        (Asked(unused=30), ["Ferrywick"]),
        (Asked(unused=90), []),
        (Asked(scope="tags:manage", unused=7), ["Notes"]),
    ],
)
def test_all_that_is_asked_must_fit(asked: Asked, names: list[str]) -> None:
    assert [app.name for app in fitting(LISTED, asked, NOW)] == names


@given(st.dictionaries(st.sampled_from(["q", "scope", "kind", "unused", "whole"]), st.text()))
def test_no_address_is_too_strange_and_what_was_understood_asks_the_same_again(
    args: dict[str, str],
) -> None:
    asked, _ = parse(args)
    fits: list[App] = fitting(LISTED, asked, NOW)

    assert {app.key for app in fits} <= {app.key for app in LISTED}
    assert asked.query() == "" or asked.query().startswith("?")
    assert asked.narrows == (asked != Asked(whole=asked.whole))


def test_only_what_occurs_is_offered() -> None:
    offered = choices([*LISTED, shown("Long", id="5", scopes=("x" * 101,))])

    assert [value for value, _ in offered.scope] == ["", "profiles:read", "tags:manage"]
    assert [value for value, _ in offered.kind] == ["", "ai-assistant", "registered"]
