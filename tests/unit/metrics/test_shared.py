"""Metrics that several processes share, and workers that are forked at a bad moment."""

import subprocess
import sys
from pathlib import Path

FORKED_WHILE_LOCKED = """
import os, sys, threading
from pathlib import Path
from webapp import metrics
from webapp.metrics import instruments

instruments.share(Path(sys.argv[1]))
metrics.REFRESHES.add("renewed")
locked = threading.Event()

def hold():
    with instruments._making:
        locked.set()
        threading.Event().wait()

threading.Thread(target=hold, daemon=True).start()
locked.wait()
if (child := os.fork()) == 0:
    metrics.REFRESHES.add("renewed")
    metrics.SESSIONS.add("opened")
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_worker_waits_for_no_thread_of_the_process_that_it_was_forked_from(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", FORKED_WHILE_LOCKED, str(tmp_path)]

    assert subprocess.run(command, timeout=30).returncode == 0
    assert len(list(tmp_path.glob("counter_*.db"))) == 2, "a file for each process"
