"""Preferences as switches with readable names; pure."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.responses.filters import words

_AROUND = re.compile(r"^is(?=[A-Z])|(?<=[a-z])Enabled$")


@dataclass(frozen=True, slots=True)
class Switch:
    """One preference: its name at the platform, its name for people, and how it stands."""

    name: str
    label: str
    is_on: bool


def label(name: str) -> str:
    """ "isEcoPrintingEnabled" is "Eco printing"; which preferences there are is an open list."""
    return words(_AROUND.sub("", name) or name)


def switches(preferences: Mapping[str, bool]) -> tuple[Switch, ...]:
    """One for each, in the platform's order; two that would read alike keep their own names."""
    alike = Counter(label(name) for name in preferences)
    return tuple(
        Switch(name, label(name) if alike[label(name)] == 1 else name, is_on)
        for name, is_on in preferences.items()
    )
