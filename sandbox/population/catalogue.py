"""The assessments that an account may have its people take.

Source: Profile API reference, section 5, and 11 for that no call lists them: keys and all words
are our assumption.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from sandbox.identifiers import Identifiers, Kind
from sandbox.times import in_microseconds


class Assessment(Struct, frozen=True, rename="camel"):
    """One assessment as the platform shows it; `minutes` is how long it usually takes."""

    id: str
    created_at: str
    updated_at: str
    key: str
    name: str
    description: str
    minutes: int
    is_enabled: bool


_CATALOGUE = (
    ("disc", "DISC", "How somebody goes about work and meets other people.", 10),
    ("focus", "Focus", "Five domains of personality, each with six facets.", 20),
    ("core", "Core values", "What drives somebody most, in order.", 5),
)


def catalogue(
    ids: Identifiers, account: int, created: datetime, disabled: frozenset[str]
) -> tuple[Assessment, ...]:
    """The three of an account that was made then; the `disabled` ones were turned off later."""
    return tuple(
        Assessment(
            id=ids.write(Kind.ASSESSMENT, account, index),
            created_at=in_microseconds(created),
            updated_at=in_microseconds(created + timedelta(days=120 if key in disabled else 0)),
            key=key,
            name=name,
            description=description,
            minutes=minutes,
            is_enabled=key not in disabled,
        )
        for index, (key, name, description, minutes) in enumerate(_CATALOGUE)
    )
