"""A spool for one run: what was left behind goes first, and what is of no use goes afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from webapp.roster_export.errors import ExportError, Unusable
from webapp.roster_export.leftovers import swept
from webapp.roster_export.spool import Spool


@contextmanager
def spooled(path: Path) -> Iterator[Spool]:
    """What this run reads. Raises ExportError for whatever a disk or a damaged file does."""
    try:
        with Spool(path) as spool:
            swept(path)
            try:
                yield spool
            except Exception as error:
                if _is_of_no_use(error):
                    spool.remove()
                raise
    except (sqlite3.Error, msgspec.MsgspecError, OSError) as error:
        raise ExportError(_said(path, error)) from None


def _is_of_no_use(error: Exception) -> bool:
    """Whether the next run would fail over the same spool. SQLite has no class of its own for a
    damaged file, only the one above that of a disk that is full, for example.
    """
    is_damaged = type(error) is sqlite3.DatabaseError
    return is_damaged or isinstance(error, (Unusable, msgspec.MsgspecError))


def _said(path: Path, error: Exception) -> str:
    if _is_of_no_use(error):
        return f"{path} was damaged, and is dropped: run this again, it begins anew."
    said = getattr(error, "strerror", None) or error
    return f"{path} cannot be kept: {said}. Look whether the disk is full, and run this again."
