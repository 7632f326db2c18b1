"""Tools for the profiles of the connected account. Our assumption, both.

Source of what they give: Profile API reference, section 4.2.
"""

import msgspec

from sandbox.api.profiles import find
from sandbox.api.protect import connected_account
from sandbox.mcp.hints import READS
from sandbox.mcp.pages import PAGING, page_asked
from sandbox.mcp.tools import Answer, Arguments, Schema, Tool, text

SCOPE = "profiles:read"
PROFILE_ID: Schema = {"type": "string", "description": "A profile's id, from list_profiles."}


def _list(arguments: Arguments) -> Answer:
    people = connected_account().profiles
    found = people.page(*page_asked(arguments))
    return {"profiles": msgspec.to_builtins(found), "total": len(people)}


def _get(arguments: Arguments) -> Answer:
    shown: Answer = msgspec.to_builtins(find(text(arguments, "profileId")))
    return shown


TOOLS = (
    Tool(
        name="list_profiles",
        title="List people",
        description="Gives the account's people with their DISC, Focus and Core results, page by "
        "page in order of creation, and how many there are. What is missing was not completed.",
        scope=SCOPE,
        action="profiles.list",
        hints=READS,
        takes=PAGING,
        run=_list,
    ),
    Tool(
        name="get_profile",
        title="Read one person's results",
        description="Gives one person with their DISC, Focus and Core results.",
        scope=SCOPE,
        action="profile.read",
        hints=READS,
        takes={"profileId": PROFILE_ID},
        needs=("profileId",),
        about="profileId",
        run=_get,
    ),
)
