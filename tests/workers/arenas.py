"""Makes the application as a worker does, has many threads ask for memory at once, and says what
glibc holds for them, as XML: `python -m tests.workers.arenas`.
"""

import ctypes
from threading import Barrier, Thread

from granian._internal import load_target

from webapp.server import WORKER

THREADS = 16


def main() -> None:
    load_target(WORKER, factory=True)
    barrier = Barrier(THREADS)

    def ask() -> None:
        barrier.wait()
        held = [bytes(50_000) for _ in range(20)]
        barrier.wait()
        del held

    threads = [Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    libc = ctypes.CDLL(None)
    libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
    libc.fflush(None)


if __name__ == "__main__":
    main()
