"""Repeating: whoever asks the very same thing again gets the answer that was just drawn, once it is
seen that all it was made of is still the same.

Nothing is spared but the drawing and what leads to it. The session, the tokens and whatever else
was read of Redis is read again; the platform is asked again with the same token; the log tells it
again. Where anything differs, or the minute is another, the page is drawn as ever.
"""

from webapp.repeating.middleware import Repeating
from webapp.repeating.noting import NOTED, register

__all__ = ["NOTED", "Repeating", "register"]
