"""What looking at services finds: all that pages have of them, and nothing that opens one."""

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Finding:
    """How one service stands: `answer` is what came of the last call ("ok", "refused 403", "" for
    none), the token's age and remaining life are in seconds, None where there is no token.
    """

    key: str
    name: str
    is_well: bool
    said: str
    advice: str
    answer: str
    milliseconds: int
    token_age: float | None
    token_left: float | None


class Looked(msgspec.Struct, frozen=True):
    """What was found of each configured service, at that moment (Unix seconds)."""

    at: float
    findings: tuple[Finding, ...]
