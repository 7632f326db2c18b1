"""What may be called a label; pure."""

from webapp.people.search import legible

LONGEST = 100
"""Characters of a label that is typed here. Profile names no limit, and may hold longer ones."""


class LabelRefused(ValueError):
    """A label that is not taken; says what to do about it."""

    def __init__(self, advice: str):
        super().__init__(advice)
        self.advice = advice


def label(typed: str, was: str = "") -> str:
    """What was typed, one space between words. One that stays as it `was` stays exactly so, however
    long. Raises LabelRefused.
    """
    plain = legible(typed)
    if was and plain == legible(was):
        return was
    if not plain:
        raise LabelRefused("Type a label.")
    if len(plain) > LONGEST:
        raise LabelRefused(f"Use {LONGEST} characters at most; these are {len(plain)}.")
    return plain
