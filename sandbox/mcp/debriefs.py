"""The tool for debriefs. Our assumption; that generating one counts as reading is documented.

Source: Profile API reference, sections 0 and 4.5.
"""

import msgspec

from sandbox.api.debriefs import written
from sandbox.mcp.hints import READS
from sandbox.mcp.profiles import PROFILE_ID, SCOPE
from sandbox.mcp.tools import Answer, Arguments, Tool, text


def _get(arguments: Arguments) -> Answer:
    shown: Answer = msgspec.to_builtins(written(text(arguments, "profileId")))
    return shown


TOOLS = (
    Tool(
        name="get_debrief",
        title="Read a person's debrief",
        description="Gives the AI debrief of one person; where there is none yet it is written "
        "first, which takes some seconds.",
        scope=SCOPE,
        action="debrief.write",
        hints=READS,
        takes={"profileId": PROFILE_ID},
        needs=("profileId",),
        about="profileId",
        run=_get,
    ),
)
