"""Snapshots: everybody of a large account as they were read once, kept for one connection.

The platform gives people page by page, without a total, a filter or a sort. A list of many pages is
read once, behind the page that asks for it, and then kept in Redis, sealed, for as long as it is
looked at. Whatever shows it says as of when it is; own changes are followed at once.
"""

from webapp.snapshots.following import Asking
from webapp.snapshots.loading import TakenAway
from webapp.snapshots.news import NewsListener
from webapp.snapshots.snapshots import Snapshot, Snapshots
from webapp.snapshots.states import StillReading
from webapp.snapshots.walking import Source

__all__ = [
    "Asking",
    "NewsListener",
    "Snapshot",
    "Snapshots",
    "Source",
    "StillReading",
    "TakenAway",
]
