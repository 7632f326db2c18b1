"""What the target of an export is, as it was typed: told before anything is asked of anybody.

Functions of `os.path` where those of `Path` raise: where a folder is closed to us.
"""

import os
import re
import stat
from pathlib import Path

from webapp.roster_export.errors import NoTarget

_OPEN_ALREADY = {"-": 1, "/dev/stdout": 1, "/dev/stderr": 2}
_BY_NUMBER = re.compile("(?:/dev/fd|/proc/self/fd)/([0-9]{1,9})")


def open_already(said: str) -> int | None:
    """The number of what is open already; None for what is not. The name of it may lead to a file,
    which whoever opened it does not want replaced. Raises NoTarget.
    """
    numbered = _BY_NUMBER.fullmatch(said)
    number = int(numbered[1]) if numbered else _OPEN_ALREADY.get(said)
    if number is not None:
        try:
            os.fstat(number)
        except OSError:
            raise NoTarget(f"{said} is not open: name a file.") from None
    return number


def is_stream(said: str) -> bool:
    """Whether a pipe or a character device is there; False for a file, and for what is not there.
    Raises NoTarget for anything else, and where it may not be written.
    """
    if not os.path.exists(said) or os.path.isfile(said):  # noqa: PTH110, PTH113
        return False
    mode = os.stat(said).st_mode  # noqa: PTH116 # it may be a pipe that has no path
    if stat.S_ISDIR(mode):
        raise NoTarget(f"{said} is a folder: name a file in it.")
    if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        raise NoTarget(f"{said} is neither a file nor a pipe: name a file.")
    if not os.access(said, os.W_OK):
        raise NoTarget(f"{said} may not be written: name another.")
    return True


def replaceable(said: str) -> Path:
    """The file that is meant, there or not yet. Raises NoTarget."""
    path = Path(os.path.realpath(said))
    if not said or os.path.islink(path):  # noqa: PTH114
        raise NoTarget(f"“{said}” leads to no file: name one.")
    if not os.path.isdir(path.parent):  # noqa: PTH112
        raise NoTarget(f"There is no folder {path.parent}: make it first.")
    return path


def must_be_ours(folder: Path) -> None:
    """Raises NoTarget where we may not list and write: what was read lies there until all is."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        said = "The working folder" if folder == Path() else folder
        raise NoTarget(f"{said} may not be listed or written by this program: choose another.")
