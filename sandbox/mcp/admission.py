"""Who may call a tool, and the trace that each call leaves under its grant.

Source: Profile API documentation, "Scope enforcement": before the handler runs, a 403. The SDK
makes an answer of the protocol out of whatever a handler raises, so a refusal is kept until the
SDK has answered, and sent in its place.
"""

from flask import g

from sandbox.activity import Outcome
from sandbox.api.actions import note
from sandbox.api.answers import Refusal
from sandbox.api.protect import require
from sandbox.mcp.tools import Arguments, Tool


def admitted(tool: Tool, arguments: Arguments) -> bool:
    """Whether the token of this call has the tool's scope; keeps the refusal where not."""
    try:
        require(tool.scope)
    except Refusal as refused:
        g.not_admitted = refused
        note_call(tool, arguments, "denied")
        return False
    return True


def raise_refused() -> None:
    """Raises what `admitted` refused in this call (403), if anything."""
    refused: Refusal | None = g.get("not_admitted")
    if refused is not None:
        raise refused


def note_call(tool: Tool, arguments: Arguments, outcome: Outcome) -> None:
    """Notes the call under the grant of its token, as REST notes the same."""
    note(tool.action, arguments.get(tool.about), via="mcp", outcome=outcome)
