"""What can be changed of one account: its preferences and its logo.

Source: Profile API reference, sections 10 (the preferences' names, of v3) and 11 (that v4 has such
settings, and documents no call for them). All of how they are written is our assumption.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock
from typing import NamedTuple

# The first bytes of a file, and what it is. Source: PNG (W3C), 5.2; JPEG (ITU-T T.81), B.1.1.3.
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
LARGEST_LOGO = 1024 * 1024  # bytes


class NotALogo(ValueError):
    """The bytes are neither PNG nor JPEG."""


class Logo(NamedTuple):
    """An image as it was sent."""

    content: bytes
    mimetype: str

    @property
    def version(self) -> str:
        """Another for other bytes, the same for the same."""
        return sha256(self.content).hexdigest()[:16]


def logo_of(content: bytes) -> Logo:
    """The image that these bytes are, told by how they begin. Raises NotALogo."""
    for signature, mimetype in _SIGNATURES.items():
        if content.startswith(signature):
            return Logo(content, mimetype)
    raise NotALogo


class AccountSettings:
    """The settings as they stand now; hold `lock` over several steps that must not be parted."""

    def __init__(self, preferences: Mapping[str, bool], logo: Logo | None, at: datetime) -> None:
        """As seeded, and last changed at the moment `at`."""
        self.lock = RLock()
        self._seeded = (dict(preferences), logo, at)
        self.preferences, self.logo, self.updated_at = self._seeded

    def change(self, preferences: Mapping[str, bool]) -> None:
        """Sets those that are named; the others stay."""
        with self.lock:
            self.preferences = self.preferences | dict(preferences)
            self._changed()

    def set_logo(self, logo: Logo | None) -> None:
        """Puts this one in the old one's place; None leaves none."""
        with self.lock:
            self.logo = logo
            self._changed()

    def reset(self) -> None:
        """As seeded."""
        with self.lock:
            self.preferences, self.logo, self.updated_at = self._seeded

    def _changed(self) -> None:
        self.updated_at = datetime.now(UTC)
