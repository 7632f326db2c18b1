"""The file of a spool: one run's at a time, private, and never one that somebody else made."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.roster_export.errors import AlreadyRunning, ExportError

OURS = 0x50524F46
"""SQLite's application id of these files."""
_HEADER = b"SQLite format 3\0"
_ID_AT = 68
"""Where SQLite's file format has the application id, in four bytes."""
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def locked(path: Path) -> int:
    """A descriptor of the file, made where there is none, that this run alone has.

    A run that ends takes its file away: who opened it just before has the lock of a file that is no
    longer there, and tries again. Raises ExportError where no such file can be made, or one lies
    there that is not ours; AlreadyRunning where another run has it.
    """
    while True:
        try:
            descriptor = os.open(path, _FLAGS, 0o600)
        except OSError as error:
            raise ExportError(f"{path} cannot be written: {error.strerror}.") from None
        if _is_taken(descriptor, path):
            return descriptor
        os.close(descriptor)


@contextmanager
def abandoned(path: Path, since: float) -> Iterator[bool]:
    """Whether the file was made by this program, and nobody has it or has written to it since then;
    nobody else gets it meanwhile.
    """
    try:
        descriptor = os.open(path, _FLAGS & ~os.O_CREAT)
    except OSError:
        yield False
        return
    try:
        there = os.fstat(descriptor)
        is_old = there.st_size > 0 and there.st_mtime < since
        yield is_old and _is_ours(descriptor) and _is_free(descriptor)
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int, path: Path) -> bool:
    """Whether it is ours now; False where it was taken away meanwhile."""
    if not _is_free(descriptor):
        os.close(descriptor)
        raise AlreadyRunning("Another run is writing this file: let it end.")
    if not path.exists() or not os.path.samestat(os.fstat(descriptor), path.lstat()):
        return False
    if not _is_ours(descriptor):
        os.close(descriptor)
        raise ExportError(f"{path} is not a file of this program: move it away.")
    os.fchmod(descriptor, 0o600)
    return True


def _is_free(descriptor: int) -> bool:
    """Whether nobody else has the lock; then it is ours."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_ours(descriptor: int) -> bool:
    """Whether it is new, or was made by this program; as ourselves, since its owner can read it
    whatever its mode.
    """
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode) or about.st_uid != os.geteuid():
        return False
    head = os.pread(descriptor, _ID_AT + 4, 0)
    made_here = head.startswith(_HEADER) and head[_ID_AT:] == OURS.to_bytes(4, "big")
    return not head or made_here
