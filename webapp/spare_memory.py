"""How a process gives back memory that it no longer needs, where the C library is glibc.

As it stands, glibc opens an arena for each thread that asks for memory, and each keeps whatever
its thread ever needed at once; and once a large piece was given back, the next ones come out of
arenas, too. Of the memory of a worker whose readings had ended, that was half.
"""

import ctypes
import os
from contextlib import suppress

_SETTINGS = {
    "MALLOC_TRIM_THRESHOLD_": (-1, 1 << 20),
    "MALLOC_MMAP_THRESHOLD_": (-3, 512 << 10),
    "MALLOC_ARENA_MAX": (-8, 2),
}
"""By the variables that an operator may set instead: the parameter (malloc.h), and our value. What
is larger than half a megabyte goes back at once; few arenas are enough under one lock (the GIL).
Those that libraries opened as they were imported stay.
"""


def give_back() -> None:
    """To be called by a process before it has many threads."""
    with suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        for variable, (parameter, value) in _SETTINGS.items():
            if variable not in os.environ:
                mallopt(parameter, value)
