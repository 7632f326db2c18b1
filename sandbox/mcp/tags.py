"""Tools for the tags of the connected account.

Source: Profile API reference, section 8. `list_tags`, `create_tag` and `update_tag` are documented,
`set_tag_profiles` by name; what the last two take and give, and `delete_tag`, are our assumptions.
"""

from msgspec import UNSET

from sandbox.api.actions import made
from sandbox.api.protect import connected_account
from sandbox.api.tag_rules import color_of, id_of, label_of
from sandbox.api.tags import carried_by, writes
from sandbox.mcp.hints import ADDS, DELETES, OVERWRITES, READS
from sandbox.mcp.pages import PAGING, cut
from sandbox.mcp.tools import Answer, Arguments, Tool, text, texts
from sandbox.population.tags import COLOURS, Tag

_SCOPE = "tags:manage"
_ID = {"type": "string", "description": "The tag's id, as list_tags gives it."}
_LABEL = {"type": "string", "description": "What the tag is called; not blank."}
_COLOR = {"type": "string", "enum": list(COLOURS)}
_PROFILES = {"type": "array", "items": {"type": "string"}, "description": "Ids of profiles."}
_SEARCH = {"type": "string", "description": "Words that the label has to hold."}


def _list(arguments: Arguments) -> Answer:
    """One page of the tags whose label holds every word, and how many they are in all."""
    words = str(arguments.get("search") or "").casefold().split()
    found = [
        tag
        for tag in connected_account().tags
        if all(word in tag.label.casefold() for word in words)
    ]
    return {"tags": [_shown(tag) for tag in cut(found, arguments)], "total": len(found)}


def _create(arguments: Arguments) -> Answer:
    label, color = (arguments.get(name, UNSET) for name in ("label", "color"))
    tag = writes().create(label_of(label), color_of(color))
    made(tag.id)
    return _shown(tag)


def _update(arguments: Arguments) -> Answer:
    tag_id = id_of(text(arguments, "tagId"))
    label = label_of(arguments["label"]) if "label" in arguments else None
    color = color_of(arguments["color"]) if "color" in arguments else None
    return _shown(writes().change(tag_id, label=label, color=color))


def _set_profiles(arguments: Arguments) -> Answer:
    tag_id, asked = id_of(text(arguments, "tagId")), texts(arguments, "profiles")
    return _shown(carried_by(tag_id, asked))


def _delete(arguments: Arguments) -> Answer:
    return _shown(writes().delete(id_of(text(arguments, "tagId"))))


def _shown(tag: Tag) -> Answer:
    return {
        "id": tag.id,
        "label": tag.label,
        "color": tag.color,
        "profiles": list(tag.profiles),
    }


TOOLS = (
    Tool(
        name="list_tags",
        title="List tags",
        description="Gives the account's tags with the ids of who carries them, page by page, "
        "and how many tags there are.",
        scope=_SCOPE,
        action="tags.list",
        hints=READS,
        takes={"search": _SEARCH, **PAGING},
        run=_list,
    ),
    Tool(
        name="create_tag",
        title="Create a tag",
        description="Makes a tag that nobody carries yet.",
        scope=_SCOPE,
        action="tag.create",
        hints=ADDS,
        takes={"label": _LABEL, "color": _COLOR},
        needs=("label", "color"),
        run=_create,
    ),
    Tool(
        name="update_tag",
        title="Rename or recolour a tag",
        description="Overwrites a tag's label, colour or both; what is left out stays.",
        scope=_SCOPE,
        action="tag.change",
        hints=OVERWRITES,
        takes={"tagId": _ID, "label": _LABEL, "color": _COLOR},
        needs=("tagId",),
        about="tagId",
        run=_update,
    ),
    Tool(
        name="set_tag_profiles",
        title="Set who carries a tag",
        description="Replaces everybody who carries a tag: whoever is not named loses it.",
        scope=_SCOPE,
        action="tag.set_profiles",
        hints=OVERWRITES,
        takes={"tagId": _ID, "profiles": _PROFILES},
        needs=("tagId", "profiles"),
        about="tagId",
        run=_set_profiles,
    ),
    Tool(
        name="delete_tag",
        title="Delete a tag",
        description="Deletes a tag for the whole account, and gives it as it was.",
        scope=_SCOPE,
        action="tag.delete",
        hints=DELETES,
        takes={"tagId": _ID},
        needs=("tagId",),
        about="tagId",
        run=_delete,
    ),
)
