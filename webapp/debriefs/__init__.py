"""Debriefs that are asked for here: written behind the request, once, and what is known of each.

Profile writes one in seconds to a minute, documents no way to read it again, and does not say what
a second call does. So who asks first has it written; everybody else is told how it stands.
"""

from webapp.debriefs.shown import Shown, Standing
from webapp.debriefs.writing import Debriefs

__all__ = ["Debriefs", "Shown", "Standing"]
