"""What runs that were killed left in a folder: people's data, which nobody would look for there."""

import re
import time
from pathlib import Path

from webapp.roster_export.spool import LIFE
from webapp.roster_export.spool_file import abandoned

SPOOL = ".part"
_UNFINISHED = "[0-9a-f]{16}[.]new"


def swept(own: Path) -> None:
    """Take away what a run with this spool, whose lock is held, had half written; and of runs with
    another one, as a file named after the day has it, all that is too old to be gone on with.
    """
    _drop_unfinished(own)
    for path in own.parent.iterdir():
        if path.name.startswith(".") and path.suffix == SPOOL and path.name != own.name:
            with abandoned(path, time.time() - LIFE) as is_nobodys:
                if is_nobodys:
                    _drop_unfinished(path)
                    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
                    path.unlink(missing_ok=True)


def _drop_unfinished(spool: Path) -> None:
    named = re.compile(re.escape(f"{spool.stem}.") + _UNFINISHED)
    for path in spool.parent.iterdir():
        if named.fullmatch(path.name):
            path.unlink(missing_ok=True)
