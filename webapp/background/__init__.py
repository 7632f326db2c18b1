"""Work that goes on behind the request that asked for it: threads for it, and a pulse that tells
whether somebody is still at it.
"""

from webapp.background.pulse import Pulses
from webapp.background.threads import Threads

__all__ = ["Pulses", "Threads"]
