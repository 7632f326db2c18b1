"""The account's settings, logo and assessments: how they are read, changed and refused."""

from io import BytesIO
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sandbox.account_settings import LARGEST_LOGO, NotALogo, logo_of
from sandbox.authorization.extensions import Extensions
from sandbox.identifiers import well_formed
from sandbox.scopes import SCOPES
from sandbox.server import Running
from tests.sandbox.visitor import MANAGER, SECOND, Visitor, error

ACCOUNT, LOGO, ASSESSMENTS = "/api/v4/account", "/api/v4/account/logo", "/api/v4/assessments"
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PREFERENCES = {"isEcoPrintingEnabled": True, "isCoreExtendedEnabled": False}
Json = dict[str, Any]


def account(answer: requests.Response) -> Json:
    """The account in an answer, which must have the envelope."""
    said = answer.json()
    assert (answer.status_code, said.keys()) == (200, {"code", "status", "data"}), said
    data: Json = said["data"]
    return data


def refused(visitor: Visitor, token: str, method: str, path: str, **sent: Any) -> tuple[int, str]:
    """How a call is refused; none may leave a trace."""
    settings = visitor.sandbox.world.accounts[0].settings
    before = (settings.preferences, settings.logo, settings.updated_at)
    told = error(visitor.send(method, path, token, **sent))
    assert (settings.preferences, settings.logo, settings.updated_at) == before
    assert visitor.sandbox.world.audit.rows() == []
    return told


def rows(visitor: Visitor) -> list[tuple[str, object]]:
    return [(row.action, row.details) for row in visitor.sandbox.world.audit.rows()]


def test_the_account_tells_its_settings_and_whose_token_it_is(visitor: Visitor) -> None:
    world = visitor.sandbox.world
    token = visitor.tokens(MANAGER)["access_token"]
    said = account(visitor.get(ACCOUNT, token))

    assert said["preferences"] == PREFERENCES
    assert said["logo"].startswith(f"{visitor.sandbox.api_url}{LOGO}?v=")
    manager = world.people[1]
    assert said["user"] == {
        "id": manager.id,
        "name": MANAGER,
        "email": "mateus.lindgren@harborfinch.test",
        "role": "Manager",
    }
    elsewhere = account(visitor.get(ACCOUNT, visitor.tokens(account=SECOND)["access_token"]))
    assert (elsewhere["logo"], elsewhere["user"]["role"]) == (None, "Owner")


@pytest.mark.parametrize("named", [set(), {"isEcoPrintingEnabled"}, set(PREFERENCES)])
def test_the_preferences_that_are_named_change_and_the_others_stay(
    visitor: Visitor, token: str, named: set[str]
) -> None:
    before = account(visitor.get(ACCOUNT, token))
    turned = {name: not PREFERENCES[name] for name in PREFERENCES if name in named}

    sent = {"preferences": turned, "name": "Another"}
    after = account(visitor.send("PATCH", ACCOUNT, token, json=sent))

    assert after == before | {
        "preferences": PREFERENCES | turned,
        "updatedAt": after["updatedAt"],
    }
    assert after["updatedAt"] > before["updatedAt"]
    assert account(visitor.get(ACCOUNT, token)) == after
    [(action, details)] = rows(visitor)
    was = {name: PREFERENCES[name] for name in named}
    assert (action, details) == ("account.change", {"before": was, "after": turned})


def test_a_change_of_nothing_is_allowed(visitor: Visitor, token: str) -> None:
    said = account(visitor.send("PATCH", ACCOUNT, token, json={}))
    assert said["preferences"] == PREFERENCES


@pytest.mark.parametrize(
    ("preferences", "told"),
    [
        (None, "preferences must be an object"),
        (["isEcoPrintingEnabled"], "preferences must be an object"),
        ({"isGolden": True}, 'unknown preference "isGolden"'),
        ({"isEcoPrintingEnabled": "no"}, "isEcoPrintingEnabled must be true or false"),
        ({"isCoreExtendedEnabled": True, "isEcoPrintingEnabled": 0}, "isEcoPrintingEnabled must"),
        ({"isCoreExtendedEnabled": None}, "isCoreExtendedEnabled must be true or false"),
    ],
)
def test_one_wrong_preference_lets_all_be_refused(
    visitor: Visitor, token: str, preferences: Any, told: str
) -> None:
    sent = {"preferences": preferences}
    code, message = refused(visitor, token, "PATCH", ACCOUNT, json=sent)
    assert (code, message.startswith(told)) == (400, True)


def test_accounts_have_settings_of_their_own(visitor: Visitor, token: str) -> None:
    visitor.send("PATCH", ACCOUNT, token, json={"preferences": {"isEcoPrintingEnabled": False}})
    visitor.send("DELETE", LOGO, token)
    second = visitor.sandbox.world.accounts[1].settings
    assert second.preferences == {"isEcoPrintingEnabled": False, "isCoreExtendedEnabled": True}
    elsewhere = visitor.tokens(account=SECOND)["access_token"]
    assert error(visitor.get(LOGO, elsewhere)) == (404, "The account has no logo")


def test_the_seeded_logo_is_a_picture(visitor: Visitor, token: str) -> None:
    address = account(visitor.get(ACCOUNT, token))["logo"]
    answer = visitor.http.get(address, headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    picture = Image.open(BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (128, 128))
    assert visitor.http.get(address).status_code == 401


@pytest.mark.parametrize(("start", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_new_logo_is_told_by_how_it_begins_and_has_a_new_address(
    visitor: Visitor, token: str, start: bytes, kind: str
) -> None:
    old = account(visitor.get(ACCOUNT, token))["logo"]
    content = start + bytes(LARGEST_LOGO - len(start))
    said = {"Content-Type": "image/gif"}

    first = account(visitor.send("PUT", LOGO, token, data=content, headers=said))
    again = account(visitor.send("PUT", LOGO, token, data=content, headers=said))

    assert first["logo"] == again["logo"] != old
    read = visitor.get(LOGO, token)
    assert (read.content, read.headers["Content-Type"]) == (content, kind)
    version = first["logo"].rpartition("=")[2]
    assert rows(visitor) == [("logo.change", {"version": version, "type": kind})] * 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 415),
        (b"GIF89a", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (PNG[:7], 415),
        (b" " + PNG, 415),
        (PNG + bytes(LARGEST_LOGO), 413),
        (b"GIF89a" + bytes(LARGEST_LOGO), 413),
    ],
)
def test_what_is_no_logo_or_too_large_is_refused(
    visitor: Visitor, token: str, content: bytes, code: int
) -> None:
    said = {"Content-Type": "image/png"}
    assert refused(visitor, token, "PUT", LOGO, data=content, headers=said)[0] == code
    pieces = iter([content[:9], content[9:]])  # of a length that is not told beforehand
    assert refused(visitor, token, "PUT", LOGO, data=pieces, headers=said)[0] == code


def test_a_logo_that_is_deleted_is_gone_and_may_be_deleted_again(
    visitor: Visitor, token: str
) -> None:
    for _ in range(2):
        assert account(visitor.send("DELETE", LOGO, token))["logo"] is None
    assert error(visitor.get(LOGO, token)) == (404, "The account has no logo")
    assert rows(visitor) == [("logo.delete", {})]


@given(content=st.binary(max_size=64))
def test_an_image_is_what_begins_as_one_and_nothing_else(content: bytes) -> None:
    if content.startswith((PNG, JPEG)):
        assert logo_of(content).content == content
    else:
        with pytest.raises(NotALogo):
            logo_of(content)


@given(one=st.binary(max_size=64), two=st.binary(max_size=64))
def test_another_image_has_another_version(one: bytes, two: bytes) -> None:
    versions = {logo_of(PNG + content).version for content in (one, two)}
    assert len(versions) == len({one, two})


def test_the_catalogue_names_the_three_and_says_which_are_off(visitor: Visitor) -> None:
    told = {}
    for name in ("Harbor & Finch", SECOND):
        token = visitor.tokens(account=name)["access_token"]
        said = visitor.get(ASSESSMENTS, token).json()
        assert said.keys() == {"code", "status", "assessments"}
        told[name] = {each["key"]: each["isEnabled"] for each in said["assessments"]}
        for each in said["assessments"]:
            assert well_formed(each["id"])
            assert each["createdAt"] <= each["updatedAt"]
            assert each["minutes"] > 0
            assert each["name"]
            assert each["description"]

    assert told["Harbor & Finch"] == {"disc": True, "focus": True, "core": True}
    assert told[SECOND] == {"disc": True, "focus": True, "core": False}


def test_the_catalogue_comes_in_pages(visitor: Visitor, token: str) -> None:
    keys = [
        [each["key"] for each in visitor.get(ASSESSMENTS, token, **asked).json()["assessments"]]
        for asked in ({"limit": 2}, {"limit": 2, "page": 2}, {"page": 2})
    ]
    assert keys == [["disc", "focus"], ["core"], []]
    assert error(visitor.get(ASSESSMENTS, token, page="x"))[0] == 400


CALLS = [
    ("GET", ASSESSMENTS, {}, "account:read"),
    ("GET", LOGO, {}, "account:read"),
    ("PATCH", ACCOUNT, {"json": {}}, "account:write"),
    ("PUT", LOGO, {"data": PNG}, "account:write"),
    ("DELETE", LOGO, {}, "account:write"),
]


@pytest.mark.parametrize(("method", "path", "sent", "scope"), CALLS)
def test_each_call_needs_its_scope_before_anything_else(
    visitor: Visitor, method: str, path: str, sent: Json, scope: str
) -> None:
    others = visitor.tokens(granted=" ".join(SCOPES.keys() - {scope}))["access_token"]
    just = visitor.tokens(granted=scope)["access_token"]

    code, message = refused(visitor, others, method, path, data="{")
    assert (code, scope in message) == (403, True)
    assert refused(visitor, "sbxat_unknown", method, path, **sent)[0] == 401
    assert visitor.send(method, path, just, **sent).status_code == 200


def test_a_platform_may_do_without_settings(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.extensions = Extensions(account_settings=False)

    assert not account(visitor.get(ACCOUNT, token)).keys() & {"logo", "preferences", "user"}
    change = visitor.send("PATCH", ACCOUNT, token, json={})
    assert error(change)[0] == 405
    assert set(change.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    for method in ("GET", "PUT", "DELETE"):
        assert error(visitor.send(method, LOGO, token, data=PNG))[0] == 404
    assert visitor.get(ASSESSMENTS, token).status_code == 200


def test_a_platform_may_do_without_a_catalogue(visitor: Visitor, token: str) -> None:
    visitor.sandbox.world.extensions = Extensions(assessments=False)

    assert error(visitor.get(ASSESSMENTS, token))[0] == 404
    assert "preferences" in account(visitor.get(ACCOUNT, token))


def test_a_reset_brings_the_seeded_settings_back(sandbox: Running) -> None:
    settings = sandbox.world.accounts[0].settings
    before = (settings.preferences, settings.logo, settings.updated_at)
    settings.change({"isEcoPrintingEnabled": False})
    settings.set_logo(None)
    sandbox.world.reset()

    assert (settings.preferences, settings.logo, settings.updated_at) == before
