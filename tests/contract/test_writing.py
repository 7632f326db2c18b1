"""What our clients write is what is read afterwards: in the sandbox, which nobody else is.

None of these ever meets a real platform: they ask for `sandbox_wire`, and not for `wire`.
"""

from collections.abc import Callable

import pytest

from tests.contract.shapes import Account, Alias, Tag
from tests.contract.sides import SANDBOX, Token
from tests.contract.wire import Wire, shaped, wire_to
from tests.sandbox.visitor import Visitor
from webapp.api import Conflict, Forbidden, NoSuchTag, NotFound, PlatformApi

NOBODY = "6600000000000000000000ff"
PNG = b"\x89PNG\r\n\x1a\n-and-so-on"


def listed(wire: Wire, path: str, key: str, item_id: str) -> object:
    """The thing with this id, as the list has it now."""
    rows = wire.read(path, key, limit=100, page=1)
    return next((row for row in rows if row["id"] == item_id), None)


def test_a_tag_is_made_changed_given_and_deleted(sandbox_wire: Wire) -> None:
    api = sandbox_wire.api
    people = [profile.id for profile in api.profiles.every()[:3]]

    tag_id = api.tags.create("Night shift", "emerald").id
    api.tags.change(tag_id, label="Day shift")
    api.tags.change(tag_id, color="zinc")
    api.tags.set_profiles(tag_id, people)

    tag = shaped(listed(sandbox_wire, "/tags", "tags", tag_id), Tag, "/tags")
    assert (tag.label, tag.color, tag.profiles) == ("Day shift", "zinc", people)
    assert api.tags.one(tag_id).profiles == tuple(people)
    api.tags.delete(tag_id)
    assert listed(sandbox_wire, "/tags", "tags", tag_id) is None
    with pytest.raises(NoSuchTag):
        api.tags.delete(tag_id)


def test_an_alias_is_made_once_changed_and_deleted(sandbox_wire: Wire) -> None:
    aliases = sandbox_wire.api.aliases
    one, other = (profile.id for profile in sandbox_wire.api.profiles.every()[1:3])

    alias = aliases.create("erp-1", one)
    assert aliases.create("erp-1", one) == alias
    with pytest.raises(Conflict) as caught:
        aliases.create("erp-1", other)
    assert "erp-1" in str(caught.value.message)
    aliases.change(alias.id, consumer_key="erp-2", profile_id=other)

    found = listed(sandbox_wire, "/resource-aliases", "resourceAliases", alias.id)
    changed = shaped(found, Alias, "/resource-aliases")
    assert (changed.consumer_key, changed.resource_id) == ("erp-2", other)
    aliases.delete(alias.id)
    assert alias.id not in {each.id for each in aliases.every()}
    with pytest.raises(NotFound):
        aliases.delete(alias.id)


def test_the_account_s_settings_are_kept(sandbox_wire: Wire) -> None:
    api = sandbox_wire.api
    before = api.account.read().preferences or {}
    turned = {name: not is_on for name, is_on in before.items()}

    assert turned
    assert api.account.prefer(turned).preferences == turned
    account = shaped(sandbox_wire.read("/account", "data"), Account, "/account")
    assert account.preferences == turned


def test_the_logo_is_replaced_and_removed(sandbox_wire: Wire) -> None:
    api = sandbox_wire.api
    first = api.account.read().logo

    api.logo.replace(PNG, "image/png")
    assert api.logo.read() == PNG
    assert api.account.read().logo not in {None, first}
    api.logo.remove()
    assert (api.logo.read(), api.account.read().logo) == (None, None)


WRITES: list[tuple[str, Callable[[PlatformApi], object]]] = [
    ("tags:manage", lambda api: api.tags.create("A", "red")),
    ("tags:manage", lambda api: api.tags.change(NOBODY, label="A")),
    ("tags:manage", lambda api: api.tags.set_profiles(NOBODY, [])),
    ("tags:manage", lambda api: api.tags.delete(NOBODY)),
    ("account:write", lambda api: api.aliases.create("erp-1", NOBODY)),
    ("account:write", lambda api: api.aliases.change(NOBODY, consumer_key="erp-1")),
    ("account:write", lambda api: api.aliases.delete(NOBODY)),
    ("account:write", lambda api: api.account.prefer({})),
    ("account:write", lambda api: api.logo.replace(PNG, "image/png")),
    ("account:write", lambda api: api.logo.remove()),
]


@pytest.mark.parametrize("place", range(len(WRITES)))
def test_a_write_that_was_not_granted_names_the_scope(visitor: Visitor, place: int) -> None:
    scope, write = WRITES[place]
    token = Token(visitor.tokens(granted="profiles:read")["access_token"])
    with (
        wire_to(SANDBOX[0], visitor.sandbox.api_url, token) as wire,
        pytest.raises(Forbidden) as refused,
    ):
        write(wire.api)
    assert refused.value.scope == scope
    assert visitor.sandbox.world.audit.rows() == []
