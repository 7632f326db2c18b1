"""What this dashboard may do, as sentences; pure."""

from collections.abc import Set
from dataclasses import dataclass

from webapp.responses.scopes import SENTENCES, sentence


@dataclass(frozen=True, slots=True)
class Permission:
    """One scope, what it allows, and whether it was granted."""

    scope: str
    sentence: str
    is_granted: bool


def permissions(granted: Set[str]) -> tuple[Permission, ...]:
    """Those that there are, in their usual order; then those that were granted and are not known
    here.
    """
    scopes = [*SENTENCES, *sorted(granted - SENTENCES.keys())]
    return tuple(Permission(scope, sentence(scope), scope in granted) for scope in scopes)
