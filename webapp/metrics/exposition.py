"""What has been counted, as Prometheus reads it."""

import os
import re
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from webapp.metrics.instruments import FOLDER, REGISTRY

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def told() -> bytes:
    """By all workers where they share what they count, else by this process."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    shared = CollectorRegistry()
    shared.register(Workers(Path(os.environ[FOLDER])))
    return generate_latest(shared)


class Workers(MultiProcessCollector):
    """Reads what all workers counted; of those that died, not what only the living have."""

    def __init__(self, folder: Path):
        super().__init__(None, str(folder))  # type: ignore[no-untyped-call]
        self._folder = folder

    def collect(self) -> Any:
        for file in self._folder.glob("gauge_live*.db"):
            if (found := re.search(r"_(\d+)\.db$", file.name)) and not _lives(int(found[1])):
                mark_process_dead(int(found[1]), str(self._folder))  # type: ignore[no-untyped-call]
        return super().collect()  # type: ignore[no-untyped-call]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
