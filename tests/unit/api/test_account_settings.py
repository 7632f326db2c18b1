"""What an account may tell of itself beyond what is documented, and how it is changed."""

from typing import Any

import pytest

from tests.unit.api.host import ScriptedHost, answer
from webapp.api import NotOffered, PlatformApi, UnexpectedAnswer
from webapp.api.account import AccountUser
from webapp.api.assessments import Assessment
from webapp.api.logo import ACCEPTED

ID = "65f0a1b2c3d4e5f607182932"


def account(**more: Any) -> dict[str, Any]:
    return {"data": {"id": ID, **more}}


def test_logo_preferences_and_whoever_asks_are_read(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    user = {"id": "65e0", "name": "Rosalind Achebe", "email": "r@example.test", "role": "Owner"}
    host.script = [
        answer(account(logo="https://x.test/l.png", preferences={"isA": True}, user=user))
    ]

    read = platform.account.read()

    assert (read.logo, read.preferences) == ("https://x.test/l.png", {"isA": True})
    assert read.user == AccountUser("65e0", "Rosalind Achebe", "r@example.test", "Owner")


@pytest.mark.parametrize(
    "odd",
    [
        {"logo": 7, "preferences": [1], "user": "me"},
        {"logo": "", "preferences": None, "user": {"role": 3}},
        {"logo": {"url": "x"}, "preferences": "all", "user": []},
    ],
)
def test_other_shapes_of_them_take_nothing_else_away(
    odd: dict[str, Any], platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(account(name="Harbour & Wren", **odd))]

    read = platform.account.read()

    assert (read.name, read.logo, read.preferences, read.user) == (
        "Harbour & Wren",
        None,
        None,
        None,
    )


def test_a_preference_that_is_no_switch_is_left_out(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(account(preferences={"isA": False, "theme": "dark", "size": 3}))]
    assert platform.account.read().preferences == {"isA": False}


def test_preferences_are_changed_alone(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(account(preferences={"isA": False}))]

    assert platform.account.prefer({"isA": False}).preferences == {"isA": False}
    assert host.asked[0][:2] == ("PATCH", "/api/v4/account")
    assert host.said == {"preferences": {"isA": False}}


def test_a_logo_is_fetched_as_a_file(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"\x89PNG")]

    assert platform.logo.read() == b"\x89PNG"
    method, target, headers = host.asked[0]
    assert (method, target, headers["Accept"]) == ("GET", "/api/v4/account/logo", ACCEPTED)


def test_no_logo_is_none(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 404)]
    assert platform.logo.read() is None


def test_a_logo_larger_than_the_limit_is_not_taken(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"x" * (2 * 1024 * 1024 + 1))]
    with pytest.raises(UnexpectedAnswer):
        platform.logo.read()


def test_a_logo_is_sent_as_the_file_it_is(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"")]

    platform.logo.replace(b"\x89PNG", "image/png")

    method, target, headers = host.asked[0]
    assert (method, target, headers["Content-Type"]) == (
        "PUT",
        "/api/v4/account/logo",
        "image/png",
    )
    assert host.body == b"\x89PNG"


def test_a_logo_that_is_not_there_is_removed_all_the_same(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 404)]
    platform.logo.remove()
    assert host.asked[0][:2] == ("DELETE", "/api/v4/account/logo")


def test_the_catalogue_is_read_with_whatever_it_tells(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    disc = {"id": "1", "key": "disc", "name": "DISC", "minutes": 8, "isEnabled": True}
    host.script = [answer({"assessments": [disc, {"id": "2"}]})]

    assert list(platform.assessments.every()) == [
        Assessment("1", "disc", "DISC", None, 8, True),
        Assessment("2"),
    ]


def test_a_platform_without_these_calls_is_told_apart(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(b"", 404)]

    for call in (
        platform.assessments.every,
        lambda: platform.account.prefer({"isA": True}),
        lambda: platform.logo.replace(b"", "image/png"),
    ):
        with pytest.raises(NotOffered):
            call()
