"""The tool for the connected account. Our assumption.

Source of what it gives: Profile API reference, section 4.1.
"""

from sandbox.api.account import shown
from sandbox.mcp.hints import READS
from sandbox.mcp.tools import Answer, Arguments, Tool


def _get(_: Arguments) -> Answer:
    account = shown(include_tags=False)
    del account["tags"]  # they have a tool and a scope of their own
    return account


TOOLS = (
    Tool(
        name="get_account",
        title="Read the account",
        description="Gives the account that this connection is for: its name, its billing state "
        "and how many reports it has made.",
        scope="account:read",
        action="account.read",
        hints=READS,
        run=_get,
    ),
)
