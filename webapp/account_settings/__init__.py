"""Changes to the account itself, its preferences and its logo: read again before they are told."""

from webapp.account_settings.changes import AccountChange, Outcome
from webapp.account_settings.drafts import AccountDrafts, LogoDraft, NoSuchDraft
from webapp.account_settings.logo import as_taken, fingerprint, replace_logo
from webapp.account_settings.picture import LARGEST_FILE, NotAPicture, Picture, picture_of
from webapp.account_settings.preferences import Wish, set_preferences

__all__ = [
    "LARGEST_FILE",
    "AccountChange",
    "AccountDrafts",
    "LogoDraft",
    "NoSuchDraft",
    "NotAPicture",
    "Outcome",
    "Picture",
    "Wish",
    "as_taken",
    "fingerprint",
    "picture_of",
    "replace_logo",
    "set_preferences",
]
