"""What was worked out of the platform's answers, kept while those are the very same.

Every page asks the platform anew; where it answers as before, what was made of the answer serves
once more. Kept per process, within bounds of bytes and of idle time; no connection comes upon
what was made for another.
"""

from webapp.memory.of_all import IDLE_SECONDS, SWEEP_SECONDS, Memories
from webapp.memory.of_one import NOTHING, Memory

__all__ = ["IDLE_SECONDS", "NOTHING", "SWEEP_SECONDS", "Memories", "Memory"]
