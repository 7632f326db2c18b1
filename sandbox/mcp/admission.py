"""A scope that is missing, told in HTTP although the tool is called from within the SDK.

Source: Profile API documentation, "Scope enforcement": before the handler runs, a 403. The SDK
makes an answer of the protocol out of whatever a handler raises.
"""

from flask import g

from sandbox.api.answers import Refusal
from sandbox.api.protect import require


def admitted(scope: str) -> bool:
    """Whether the token of this call has the scope; keeps the refusal where not."""
    try:
        require(scope)
    except Refusal as refused:
        g.not_admitted = refused
        return False
    return True


def raise_refused() -> None:
    """Raises what `admitted` refused in this call (403), if anything."""
    refused: Refusal | None = g.get("not_admitted")
    if refused is not None:
        raise refused
