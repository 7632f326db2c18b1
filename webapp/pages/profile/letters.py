"""The letters of a DISC style in our own words. Pure.

Tendencies, not verdicts: a letter says what somebody leans to, never what they can or cannot do.
"""

from dataclasses import dataclass

from webapp.people.dimensions import DIMENSIONS

LEANINGS = {
    "d": "Tends to go straight at a problem, to decide quickly, and to like setting the direction.",
    "i": "Tends to win people over, to show what they feel, and to think while talking.",
    "s": "Tends to keep an even pace, to be patient, and to hold on to what works.",
    "c": "Tends to check before trusting, to work to a standard, and to want the reasons.",
}


@dataclass(frozen=True, slots=True)
class Letters:
    """A style taken apart: (letter, dimension, leaning) of those known, and the others."""

    known: tuple[tuple[str, str, str], ...]
    unknown: str


def letters(style: str | None) -> Letters:
    """Each letter once, in the order of the style, which is an open string.

    Source: Profile API reference, section 5.1.
    """
    each = dict.fromkeys(letter for letter in (style or "").upper() if not letter.isspace())
    known = [letter for letter in each if letter.lower() in DIMENSIONS]
    return Letters(
        known=tuple((at, DIMENSIONS[at.lower()], LEANINGS[at.lower()]) for at in known),
        unknown=", ".join(letter for letter in each if letter not in known),
    )
