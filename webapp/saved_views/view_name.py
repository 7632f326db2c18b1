"""The name of a saved view, as somebody typed it; pure."""

import unicodedata

LONGEST_NAME = 60
"""Characters."""

_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Marks that turn the direction of whatever follows; right-to-left letters need none of them."""


class NameRefused(Exception):
    """`advice` says what to do; `typed` is what was typed, as far as a page can hold it."""

    def __init__(self, advice: str, typed: str):
        super().__init__(advice)
        self.advice = advice
        self.typed = typed


def view_name(typed: str) -> str:
    """What was typed, with its white space folded. Raises NameRefused."""
    name = " ".join(typed.split())
    kept = "".join(character for character in name if not _is_unseen(character))
    if not any(map(_leaves_a_mark, kept)):
        raise NameRefused("Type a name for this view.", kept)
    if kept != name:
        raise NameRefused(
            "Some characters of this name cannot be shown, so they were taken out. "
            "Save it again if it is right so.",
            kept,
        )
    if len(name) > LONGEST_NAME:
        advice = f"A name has at most {LONGEST_NAME} characters, and this one has {len(name)}."
        raise NameRefused(f"{advice} Shorten it.", name)
    return name


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING


def _leaves_a_mark(character: str) -> bool:
    """A character that this Python does not know may be a newer emoji."""
    category = unicodedata.category(character)
    return category == "Cn" or category[0] not in "CZM"
