"""What may be an own id; pure."""

LONGEST = 100
"""Characters of an own id that is made here. Profile names no limit, and may hold longer ones."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@")


class KeyRefused(ValueError):
    """An own id that is not taken; says what to do about it."""

    def __init__(self, advice: str):
        super().__init__(advice)
        self.advice = advice


def checked(typed: str, was: str = "") -> str:
    """What was typed, without the space around it. One that stays as it `was` stays exactly so,
    whatever it is. Raises KeyRefused.
    """
    key = typed.strip()
    if was and key == was.strip():
        return was
    if not key:
        raise KeyRefused("Type an own id.")
    if not key.isprintable():
        raise KeyRefused("Use characters that can be seen only: no tabs, line ends or the like.")
    if len(key) > LONGEST:
        raise KeyRefused(f"Use {LONGEST} characters at most; these are {len(key):,}.")
    if key.startswith(_BEGINS_A_FORMULA):
        raise KeyRefused("Begin with a letter or a figure: a spreadsheet would calculate this.")
    return key
