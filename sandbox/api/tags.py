"""Tags of the connected account. Source: Profile API reference, section 4.6.

That tags can be deleted so is our assumption.
"""

from flask import Blueprint, request
from msgspec import UNSET, Struct
from werkzeug.wrappers import Response

from sandbox.api.actions import made
from sandbox.api.answers import Refusal, page_and_limit, refusal, success
from sandbox.api.bodies import read_body
from sandbox.api.protect import caller, connected_account, needs
from sandbox.api.tag_rules import UNKNOWN, carriers_of, color_of, id_of, label_of
from sandbox.current import world
from sandbox.population.tags import Tag
from sandbox.tag_writes import TagWrites
from sandbox.tags import NoSuchTag

tags = Blueprint("tags", __name__, url_prefix="/api/v4")


class _Face(Struct):
    """What a tag looks like; of any type, since each has its own refusal."""

    label: object = UNSET
    color: object = UNSET


class _Members(Struct):
    profiles: list[str]


@tags.get("/tags")
@needs("tags:manage")
def every() -> Response:
    """One page. Documented oddity: the answer leaves `status` out."""
    page, limit = page_and_limit(request.args)
    start = (page - 1) * limit
    found = connected_account().tags[start : start + limit]
    return success("tags", found, status=not world().oddities)


@tags.post("/tag")
@needs("tags:manage")
def create() -> Response:
    """A new tag that nobody carries."""
    asked = read_body(_Face)
    tag = writes().create(label_of(asked.label), color_of(asked.color))
    made(tag.id)
    return success("tag", tag)


@tags.patch("/tag/<tag_id>")
@needs("tags:manage")
def change(tag_id: str) -> Response:
    """Another label or colour; what is left out stays."""
    tag_id, asked = id_of(tag_id), read_body(_Face)
    label = None if asked.label is UNSET else label_of(asked.label)
    color = None if asked.color is UNSET else color_of(asked.color)
    return success("tag", writes().change(tag_id, label=label, color=color))


@tags.patch("/tag/<tag_id>/profiles")
@needs("tags:manage")
def set_profiles(tag_id: str) -> Response:
    """Replaces the whole set; one id that is nobody of the account lets all of it be refused."""
    tag_id, asked = id_of(tag_id), read_body(_Members, "profiles is required")
    return success("tag", carried_by(tag_id, asked.profiles))


@tags.delete("/tag/<tag_id>")
@needs("tags:manage")
def delete(tag_id: str) -> Response:
    """Gives the tag as it was."""
    return success("tag", writes().delete(id_of(tag_id)))


@tags.errorhandler(NoSuchTag)
def unknown(_: NoSuchTag) -> Response:
    """404, alike for an id that nobody has and for another account's."""
    return refusal(Refusal(404, UNKNOWN))


def carried_by(tag_id: str, profile_ids: list[str]) -> Tag:
    """Replaces the whole set, with nobody deleted in between. Raises Refusal and NoSuchTag."""
    people = connected_account().profiles
    with people.lock:
        return writes().set_profiles(tag_id, carriers_of(profile_ids, people))


def writes() -> TagWrites:
    """To the tags of the connected account, on behalf of whoever calls."""
    return TagWrites(connected_account().tags, world().audit, caller())
