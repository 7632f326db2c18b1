"""That this dashboard was told to stop, and serves on for a while so that proxies leave it first.

The process that was told has workers that were not: they look whether a file is there, whose path
they have from the environment.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "DASHBOARD_LEAVING_MARK"


@contextmanager
def markable() -> Iterator[Path]:
    """Where the mark goes; processes that are started before the block ends will see it."""
    with tempfile.TemporaryDirectory(prefix="dashboard-") as folder:
        mark = Path(folder) / "leaving"
        os.environ[_MARK] = str(mark)
        try:
            yield mark
        finally:
            del os.environ[_MARK]


def is_leaving() -> bool:
    """Whether we were told to stop."""
    mark = os.environ.get(_MARK)
    return bool(mark) and Path(str(mark)).exists()
