"""The columns in which people are listed, and a sort by one of them, in words; pure."""

from webapp.people.query import SORT_KEYS, Asked

_SPELT = {"email": "E-mail", "core": "Core value"} | {letter: letter.upper() for letter in "disc"}
LABELS = {key: _SPELT.get(key, key.capitalize()) for key in SORT_KEYS}
"""Key of a column to its head, in the order of the columns."""

_DIRECTIONS = dict.fromkeys("disc", ("lowest first", "highest first")) | {
    "status": ("complete first", "invited first"),
    "updated": ("earliest first", "latest first"),
}


def order_in_words(asked: Asked) -> str:
    """How a list is sorted: "by name", "by D, highest first", "by e-mail, from Z to A"."""
    label = LABELS[asked.sort]
    named = label if len(label) == 1 else label.lower()
    said = _DIRECTIONS.get(asked.sort, ("", "from Z to A"))[asked.descending]
    return f"by {named}, {said}" if said else f"by {named}"
