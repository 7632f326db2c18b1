"""Invites: what goes out, what comes back, and that none is sent twice by itself."""

import json
from collections.abc import Callable

import pytest

from tests.unit.api.host import BROKE, ScriptedHost, answer
from webapp.api import NoSuchPerson, NotOffered, PlatformApi, Unavailable, UnexpectedAnswer
from webapp.api.invites import Invited

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"
SENT = {"id": SOMEBODY, "email": "ines.varga@example.test"}

Act = Callable[[PlatformApi], object]
SENDING: dict[str, Act] = {
    "by_email": lambda platform: platform.invites.by_email("ines.varga@example.test"),
    "by_phone": lambda platform: platform.invites.by_phone("+447700900123"),
    "again": lambda platform: platform.invites.again(SOMEBODY),
}


def sent(host: ScriptedHost) -> tuple[str, str, object]:
    """Method, target and body of the only call."""
    ((method, target, _),) = host.asked
    body = host.body
    return method, target, json.loads(body) if body else None


@pytest.mark.parametrize("key", ["profile", "tag", "data"])
def test_whoever_was_invited_is_read_under_each_key_that_is_known(
    key: str, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"code": 200, key: SENT})]

    invited = platform.invites.by_email("ines.varga@example.test", custom_id="hr-1")

    assert invited == Invited(SOMEBODY, "ines.varga@example.test")
    body = {"email": "ines.varga@example.test", "customId": "hr-1"}
    assert sent(host) == ("POST", "/api/v4/profile", body)


def test_the_documented_answer_with_the_address_alone_is_enough(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"tag": {"email": "ines.varga@example.test"}})]
    assert SENDING["by_email"](platform) == Invited(None, "ines.varga@example.test")


def test_an_invite_by_sms_names_the_number_alone(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer({"profile": {"id": SOMEBODY, "phone": "+447700900123"}})]

    assert SENDING["by_phone"](platform) == Invited(SOMEBODY, phone="+447700900123")
    assert sent(host) == ("POST", "/api/v4/profile", {"phone": "+447700900123"})


def test_an_invite_is_sent_again_without_a_body(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 204)]

    platform.invites.again(SOMEBODY)

    assert sent(host) == ("POST", f"/api/v4/profile/{SOMEBODY}/resend-invite", None)


@pytest.mark.parametrize("act", SENDING.values(), ids=SENDING.keys())
def test_a_lost_answer_is_told_as_such_and_nothing_is_sent_again(
    act: Act, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [BROKE]

    with pytest.raises(Unavailable) as caught:
        act(platform)

    assert caught.value.was_sent
    assert len(host.asked) == 1


def test_an_answer_that_cannot_be_read_is_no_refusal(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"<html>")]
    with pytest.raises(UnexpectedAnswer):
        SENDING["by_email"](platform)


def test_a_platform_without_the_call_is_told_apart(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(b"", 404)]

    for name, kind in (("by_email", NotOffered), ("by_phone", NotOffered), ("again", NoSuchPerson)):
        with pytest.raises(kind):
            SENDING[name](platform)


@pytest.mark.parametrize(
    ("tags", "custom_id", "body"),
    [
        ((), None, {}),
        (("b", "a"), None, {"tags": ["b", "a"]}),
        ((), "intake-7", {"customId": "intake-7"}),
    ],
)
def test_a_link_is_asked_for_with_what_is_wanted_alone(
    tags: tuple[str, ...],
    custom_id: str | None,
    body: object,
    platform: PlatformApi,
    host: ScriptedHost,
) -> None:
    host.script = [answer({"code": 200, "link": "https://next.assesslink.test/a/kq7zd"})]

    link = platform.invites.link(tags, custom_id)

    assert link == "https://next.assesslink.test/a/kq7zd"
    assert (host.asked[0][:2], host.body) == (
        ("POST", "/api/v4/assessment-invite"),
        json.dumps(body, separators=(",", ":")).encode(),
    )
