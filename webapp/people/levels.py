"""The levels of Focus scores, as the platform sends them; the client computes none.

Source: Profile API reference, section 5.3: all five were seen, and the list is not closed.
"""

LEVELS = ("veryLow", "low", "baseline", "high", "veryHigh")
"""From the lowest to the highest; a level that is none of them is shown in its own words."""

EXTREMES = {"veryHigh": "high", "veryLow": "low"}
"""The levels that Profile calls extensions, and to which side they stand out."""
