"""What is read one at a time: a profile, its debrief, the account, its logo."""

import pytest

from tests.contract.shapes import Account, Profile, Tag
from tests.contract.wire import API, Wire, agreed, shaped

NOBODY = "6600000000000000000000ff"


def test_one_profile_is_the_same_as_in_the_list(wire: Wire) -> None:
    for row in wire.read("/profiles", "profiles", limit=3, page=1):
        one = wire.read(f"/profile/{row['id']}", "profile")
        shaped(one, Profile, "/profile/{id}")
        agreed(one == row, "/profile/{id} differs from the list")


@pytest.mark.parametrize("profile_id", [NOBODY, "x"])
def test_nobody_is_refused_in_the_envelope(wire: Wire, profile_id: str) -> None:
    wire.read("/profiles", "profiles", limit=1, page=1)
    answer = wire.get(f"{API}/profile/{profile_id}", wire.token)

    agreed(answer.status in {400, 404}, f"an unknown profile was answered with {answer.status}")
    wire.assumed(answer.status == (400 if profile_id == "x" else 404), "400 is for a malformed id")
    said = answer.json()
    agreed(said.get("code") == answer.status, "a refusal's code is not its status")
    wire.assumed(said.get("status") == "error", "a refusal's status is error")
    wire.assumed(isinstance(said.get("message"), str), "a refusal has a message")


def test_the_account_has_its_shape_and_no_tags_unless_asked(wire: Wire) -> None:
    account = shaped(wire.read("/account", "data"), Account, "/account")
    agreed(account.tags == [], "/account: tags came unasked")


def test_the_account_s_tags_are_those_of_the_list(wire: Wire) -> None:
    tags = wire.read("/tags", "tags", limit=100, page=1)
    account = shaped(wire.read("/account", "data", includeTags="true"), Account, "/account")
    same = {tag.id for tag in account.tags} == {tag["id"] for tag in tags}
    agreed(same or len(tags) == 100, "/account: its tags are not those of /tags")
    shaped(tags, list[Tag], "/tags")


@pytest.mark.parametrize("member", ["logo", "preferences", "user"])
def test_the_account_tells_its_settings_and_who_asks(wire: Wire, member: str) -> None:
    wire.assumed(member in wire.read("/account", "data"), f"/account has {member}")


def test_the_logo_is_an_image_where_there_is_one(wire: Wire) -> None:
    account = wire.read("/account", "data")
    wire.assumed("logo" in account, "/account has logo")
    answer = wire.get(f"{API}/account/logo", wire.token)
    wire.assumed((answer.status == 200) == bool(account["logo"]), "/account/logo is the logo")
    if answer.status == 200:
        kind = answer.headers.get("content-type", "")
        agreed(kind.startswith("image/"), "/account/logo is not called an image")


def test_a_debrief_is_read_flat_and_never_written_by_reading(wire: Wire) -> None:
    """A 404 says that there is none yet, or no such call: both are as agreed."""
    for row in wire.read("/profiles", "profiles", limit=3, page=1):
        answer = wire.get(f"{API}/playbook/ai/debrief/{row['id']}", wire.token)
        wire.assumed(answer.status in {200, 404}, "a debrief can be read")
        if answer.status == 200:
            text = isinstance(answer.json().get("content"), str)
            agreed(text, "a debrief has no content beside its code")
