"""The rules by which scores become lines on how to talk with somebody: data, shown on the page.

They are this dashboard's own: tendencies for the one talk ahead, no verdict on anybody, and no
word on what somebody is fit for.
"""

from dataclasses import dataclass

from webapp.people.dimensions import DIMENSIONS
from webapp.responses.filters import score

HIGH, LOW = 60, 40
"""From where on a DISC score (0 to 100) gives a line; what lies between them gives none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """For scores of one DISC dimension from `bound` on, upwards where `high`, else downwards."""

    letter: str
    high: bool
    do: str
    avoid: str

    @property
    def dimension(self) -> str:
        return DIMENSIONS[self.letter]

    @property
    def bound(self) -> str:
        """In words: "60 or more"."""
        return f"{HIGH} or more" if self.high else f"{LOW} or less"

    def holds(self, value: float | None) -> bool:
        """Whether a score, not rounded, is one that the rule speaks of."""
        if value is None:
            return False
        return value >= HIGH if self.high else value <= LOW

    def reason(self, value: float | None) -> str:
        """Why the line stands there: "Dominance 81 is 60 or more." """
        return f"{self.dimension} {score(value)} is {self.bound}."


RULES = (
    Rule(
        letter="d",
        high=True,
        do="Come to the point first, and say which decision you need.",
        avoid="a long run-up, or telling them how to do it",
    ),
    Rule(
        letter="d",
        high=False,
        do="Ask for their view, and leave room before a decision.",
        avoid="pressing for an answer on the spot",
    ),
    Rule(
        letter="i",
        high=True,
        do="Begin with the person, and let them think aloud.",
        avoid="a talk of figures alone, or settling it in writing only",
    ),
    Rule(
        letter="i",
        high=False,
        do="Keep to the matter, and give time to think before an answer.",
        avoid="reading reserve as a lack of interest",
    ),
    Rule(
        letter="s",
        high=True,
        do="Say early what changes and why, and agree on the next step.",
        avoid="surprises, or several changes at once",
    ),
    Rule(
        letter="s",
        high=False,
        do="Keep it moving, and bring something new.",
        avoid="going over what is already settled",
    ),
    Rule(
        letter="c",
        high=True,
        do="Bring facts and reasons, and say how sure you are of them.",
        avoid="vague claims, or asking for a view before they could look into it",
    ),
    Rule(
        letter="c",
        high=False,
        do="Give the aim and the limits, and leave the details to them.",
        avoid="reading a long list of rules aloud",
    ),
)

FURTHER_RULES = (
    f"A DISC score between {LOW} and {HIGH} gives no line.",
    "The first of the Core values gives a line.",
    "Focus facets of Profile’s level “Very high” give a line together; so do “Very low” ones.",
)
