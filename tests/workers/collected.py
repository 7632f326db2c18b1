"""Makes the application as a worker does, and says what the garbage collector still looks through:
`python -m tests.workers.collected`.
"""

import gc
import sys

from granian._internal import load_target

from webapp.server import WORKER

if __name__ == "__main__":
    load_target(WORKER, factory=True)
    gc.collect()
    sys.stdout.write(f"{len(gc.get_objects())} {gc.get_freeze_count()}")
