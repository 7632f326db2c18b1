"""What is kept between two pages of the account: sealed, few, and gone with the connection."""

import msgspec
from redis import Redis

from webapp.account_settings.changes import AccountChange
from webapp.auth.sealing import Sealer
from webapp.background.drafts import Drafts

DRAFT_SECONDS = 3600
"""How long a picture waits for its owner to save it, and a changed setting can be undone."""


class NoSuchDraft(Exception):
    """A picture that is kept no more, or was another session's."""


class LogoDraft(msgspec.Struct, frozen=True):
    """A picture that is to be the logo, or was. What it `was` before it was drawn anew, in pixels,
    and whether it moved; `replaced_by` is the fingerprint of what came in its place.
    """

    content: bytes
    size: tuple[int, int] = (0, 0)
    was: tuple[int, int] = (0, 0)
    is_first_of_many: bool = False
    replaced_by: str = ""

    def __repr__(self) -> str:
        return f"LogoDraft({len(self.content)} bytes)"


class AccountDrafts:
    """Pictures not saved yet, pictures that were replaced, and what to tell of changes."""

    def __init__(self, redis: Redis, sealer: Sealer):
        self.logos = Drafts(redis, sealer, "logo", LogoDraft, most=2)
        self.former = Drafts(redis, sealer, "former-logo", LogoDraft, most=2)
        self.changes = Drafts(redis, sealer, "account-change", AccountChange, most=10)
