"""Work that goes on behind the request that asked for it: threads for it, a pulse that tells
whether somebody is still at it, and what was prepared for it.
"""

from webapp.background.drafts import Drafts
from webapp.background.pulse import Pulses
from webapp.background.threads import Threads

__all__ = ["Drafts", "Pulses", "Threads"]
