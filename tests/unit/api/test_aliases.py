"""Aliases: read, made, changed and deleted."""

import pytest

from tests.unit.api.host import ScriptedHost, answer
from webapp.api import Conflict, NoSuchAlias, NotOffered, PlatformApi
from webapp.api.aliases import Alias

ALIAS_ID = "67bb00bb11cc22dd33ee4401"
SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"
SENT = {
    "id": ALIAS_ID,
    "resourceType": "profile",
    "resourceId": SOMEBODY,
    "consumerKey": "hr-20417",
}
READ = Alias(ALIAS_ID, "hr-20417", "profile", SOMEBODY)


def test_every_alias_is_read(platform: PlatformApi, host: ScriptedHost) -> None:
    odd = {"id": "2", "createdAt": "some day", "consumerKey": " ", "resourceType": "team"}
    host.script = [answer({"resourceAliases": [SENT, odd]})]

    assert list(platform.aliases.every()) == [READ, Alias("2", resource_type="team")]
    assert host.targets == ["/api/v4/resource-aliases?limit=100&page=1"]


def test_a_key_is_kept_exactly_as_it_was_sent(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer({"resourceAliases": [{**SENT, "consumerKey": " hr-1 "}]})]

    assert platform.aliases.every()[0].consumer_key == " hr-1 "


@pytest.mark.parametrize("status", [200, 201])
def test_a_new_one_and_one_that_was_there_are_the_same(
    status: int, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"resourceAlias": SENT}, status)]

    assert platform.aliases.create("hr-20417", SOMEBODY) == READ
    assert (host.asked[0][:2], host.said) == (
        ("POST", "/api/v4/resource-alias"),
        {"resourceType": "profile", "resourceId": SOMEBODY, "consumerKey": "hr-20417"},
    )


def test_only_what_is_given_is_changed(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer({"resourceAlias": SENT})]

    platform.aliases.change(ALIAS_ID, consumer_key="hr-1")

    assert host.asked[0][:2] == ("PATCH", f"/api/v4/resource-alias/{ALIAS_ID}")
    assert host.said == {"consumerKey": "hr-1"}


def test_a_deletion_asks_nothing_of_its_answer(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 204)]

    platform.aliases.delete(ALIAS_ID)

    assert host.asked[0][:2] == ("DELETE", f"/api/v4/resource-alias/{ALIAS_ID}")


def test_404_is_a_missing_call_or_a_missing_alias(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(b"", 404)]

    with pytest.raises(NotOffered):
        platform.aliases.every()
    with pytest.raises(NotOffered):
        platform.aliases.create("hr-1", SOMEBODY)
    with pytest.raises(NoSuchAlias):
        platform.aliases.change(ALIAS_ID, consumer_key="hr-1")
    with pytest.raises(NoSuchAlias):
        platform.aliases.delete(ALIAS_ID)


def test_a_key_of_somebody_else_is_a_conflict(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer({"message": "hr-1 is another profile's"}, 409)]

    with pytest.raises(Conflict) as caught:
        platform.aliases.create("hr-1", SOMEBODY)

    assert caught.value.message == "hr-1 is another profile's"
