"""Whether a file with secrets in it could be committed by mistake."""

import os
import shutil
import subprocess
from pathlib import Path

_SECONDS = 10


def may_be_committed(path: Path) -> bool:
    """Whether the file lies in a working tree of git, which does not ignore it.

    Where git is not there, or does not answer for this folder, any working tree counts.
    """
    folder = path.absolute().parent
    if not any((each / ".git").exists() for each in (folder, *folder.parents)):
        return False
    git = shutil.which("git")
    if git is None:
        return True
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        asked = subprocess.run(  # noqa: S603  # no shell, and the name stands behind --
            [git, "-C", str(folder), "check-ignore", "-q", "--", path.name],
            env=own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return asked.returncode != 0
