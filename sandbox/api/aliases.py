"""Resource aliases of the connected account. Source: Profile API reference, section 4.7.

Making and changing one is documented; that they can be listed and deleted so, and that a key of
another profile is refused, are our assumptions.
"""

from flask import Blueprint, request
from msgspec import UNSET, Struct
from werkzeug.wrappers import Response

from sandbox.alias_writes import AliasWrites
from sandbox.aliases import KeyTaken, NoSuchAlias
from sandbox.api.actions import made
from sandbox.api.alias_rules import UNKNOWN, check_type, id_of, key_of, profile_of
from sandbox.api.answers import Refusal, page_and_limit, refusal, success
from sandbox.api.bodies import read_body
from sandbox.api.offered import offered
from sandbox.api.protect import caller, connected_account, needs
from sandbox.current import world

aliases = Blueprint("aliases", __name__, url_prefix="/api/v4")


class _Sent(Struct, rename="camel"):
    """Of any type, since each member has its own refusal."""

    resource_type: object = UNSET
    resource_id: object = UNSET
    consumer_key: object = UNSET


@aliases.get("/resource-aliases")
@offered("aliases")
@needs("account:read")
def every() -> Response:
    """One page, in order of creation."""
    page, limit = page_and_limit(request.args)
    start = (page - 1) * limit
    return success("resourceAliases", connected_account().aliases[start : start + limit])


@aliases.post("/resource-alias")
@needs("account:write")
def create() -> Response:
    """201 with a new one; 200 with the one there is where all is the same."""
    asked = read_body(_Sent)
    check_type(asked.resource_type)
    people = connected_account().profiles
    with people.lock:  # nobody is deleted in between
        profile_id = profile_of(asked.resource_id, people)
        alias, is_new = _writes().create(profile_id, key_of(asked.consumer_key))
    made(alias.id)
    return success("resourceAlias", alias, code=201 if is_new else 200)


@aliases.patch("/resource-alias/<alias_id>")
@needs("account:write")
def change(alias_id: str) -> Response:
    """Another profile or key; what is left out stays, and the type cannot be changed."""
    alias_id, asked = id_of(alias_id), read_body(_Sent)
    people, sent_id, sent_key = connected_account().profiles, asked.resource_id, asked.consumer_key
    with people.lock:
        profile_id = None if sent_id is UNSET else profile_of(sent_id, people)
        key = None if sent_key is UNSET else key_of(sent_key)
        alias = _writes().change(alias_id, profile_id=profile_id, consumer_key=key)
    return success("resourceAlias", alias)


@aliases.delete("/resource-alias/<alias_id>")
@offered("aliases", others=("PATCH", "OPTIONS"))
@needs("account:write")
def delete(alias_id: str) -> Response:
    """Gives the alias as it was."""
    return success("resourceAlias", _writes().delete(id_of(alias_id)))


@aliases.errorhandler(NoSuchAlias)
def unknown(_: NoSuchAlias) -> Response:
    """404, alike for an id that nobody has and for another account's."""
    return refusal(Refusal(404, UNKNOWN))


@aliases.errorhandler(KeyTaken)
def taken(error: KeyTaken) -> Response:
    """409: whoever sent it is told which key."""
    return refusal(Refusal(409, f'consumerKey "{error}" is used for another resource'))


def _writes() -> AliasWrites:
    return AliasWrites(connected_account().aliases, world().audit, caller())
