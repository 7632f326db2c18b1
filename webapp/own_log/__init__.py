"""What this dashboard did in a person's name: a log for each connection, whose chain of hashes
shows whether it was tampered with.
"""

from webapp.own_log.chain import MOST_KEPT, Deed
from webapp.own_log.exported import NotALog, NoteUnknown, exported, verified
from webapp.own_log.listening import AtOnce, Buffered, Once
from webapp.own_log.store import Log, OwnLog
from webapp.own_log.told import entries, told

__all__ = [
    "MOST_KEPT",
    "AtOnce",
    "Buffered",
    "Deed",
    "Log",
    "NotALog",
    "NoteUnknown",
    "Once",
    "OwnLog",
    "entries",
    "exported",
    "told",
    "verified",
]
