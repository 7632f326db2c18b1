"""Changing and deleting people."""

import pytest

from tests.unit.api.host import ScriptedHost, answer
from webapp.api import NoSuchPerson, PlatformApi

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"


@pytest.mark.parametrize("body", [b"", b"<html>", {"profile": {"id": SOMEBODY}}])
def test_details_are_changed_whatever_the_answer_says(
    body: object, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(body)]

    platform.profiles.change(SOMEBODY, {"firstName": "Ines", "phone": None})

    assert host.asked[0][:2] == ("PATCH", f"/api/v4/profile/{SOMEBODY}")
    assert host.said == {"firstName": "Ines", "phone": None}


def test_somebody_is_deleted(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 204)]

    platform.profiles.delete(SOMEBODY)

    assert host.asked[0][:2] == ("DELETE", f"/api/v4/profile/{SOMEBODY}")


def test_404_means_nobody(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(b"", 404)]

    with pytest.raises(NoSuchPerson):
        platform.profiles.change(SOMEBODY, {})
    with pytest.raises(NoSuchPerson):
        platform.profiles.delete(SOMEBODY)


@pytest.mark.parametrize("hostile", ["..", "../account", "a/b", "", "x" * 65, "é", "a?b"])
def test_what_cannot_be_an_id_is_sent_nowhere(
    hostile: str, platform: PlatformApi, host: ScriptedHost
) -> None:
    with pytest.raises(NoSuchPerson):
        platform.profiles.delete(hostile)
    assert host.asked == []
