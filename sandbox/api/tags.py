"""Tags of the connected account. Source: Profile API reference, section 4.6.

The wording of two refusals is documented (section 8). That tags can be deleted so, and all else
about refusals, are our assumptions.
"""

import msgspec
from flask import Blueprint, request
from msgspec import UNSET, Struct
from werkzeug.wrappers import Response

from sandbox.api.actions import made
from sandbox.api.answers import Refusal, page_and_limit, refusal, success
from sandbox.api.bodies import read_body
from sandbox.api.protect import caller, connected_account, needs
from sandbox.current import world
from sandbox.identifiers import well_formed
from sandbox.population.tags import COLOURS
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
    tag = _writes().create(_label(asked.label), _color(asked.color))
    made(tag.id)
    return success("tag", tag)


@tags.patch("/tag/<tag_id>")
@needs("tags:manage")
def change(tag_id: str) -> Response:
    """Another label or colour; what is left out stays."""
    tag_id, asked = _well_formed(tag_id), read_body(_Face)
    label = None if asked.label is UNSET else _label(asked.label)
    color = None if asked.color is UNSET else _color(asked.color)
    return success("tag", _writes().change(tag_id, label=label, color=color))


@tags.patch("/tag/<tag_id>/profiles")
@needs("tags:manage")
def set_profiles(tag_id: str) -> Response:
    """Replaces the whole set; one id that is nobody of the account lets all of it be refused."""
    tag_id, asked = _well_formed(tag_id), read_body(_Members, "profiles is required")
    holds = connected_account().profiles.holds
    stranger = next((each for each in asked.profiles if not holds(each)), None)
    if stranger is not None:
        raise Refusal(400, f'unknown profile "{stranger}"')
    return success("tag", _writes().set_profiles(tag_id, map(str.lower, asked.profiles)))


@tags.delete("/tag/<tag_id>")
@needs("tags:manage")
def delete(tag_id: str) -> Response:
    """Gives the tag as it was."""
    return success("tag", _writes().delete(_well_formed(tag_id)))


@tags.errorhandler(NoSuchTag)
def unknown(_: NoSuchTag) -> Response:
    """404, alike for an id that nobody has and for another account's."""
    return refusal(Refusal(404, "Tag not found"))


def _writes() -> TagWrites:
    return TagWrites(connected_account().tags, world().audit, caller())


def _well_formed(tag_id: str) -> str:
    """The id in the case that the platform writes."""
    if not well_formed(tag_id):
        raise Refusal(400, "The tag id is malformed")
    return tag_id.lower()


def _label(value: object) -> str:
    """The label as it was sent."""
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, "label is required")
    return value


def _color(value: object) -> str:
    if isinstance(value, str) and value in COLOURS:
        return value
    raise Refusal(400, f'invalid color "{_as_sent(value)}"')


def _as_sent(value: object) -> str:
    """What stands between the quotes: text as it is, other JSON as JSON, nothing for nothing."""
    if value is UNSET:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
