"""Invented names from many languages, and the mailboxes that go with them.

`names.txt` has fourteen languages with twenty first and twenty last names each: 5,600
combinations before the first namesake, and neighbours in a list rarely share a language.
"""

import re
import unicodedata
from math import prod
from pathlib import Path
from typing import NamedTuple

_STRIDE = 3461  # a prime that does not divide COMBINATIONS: every combination once before any twice
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "ß": "ss", "\u0131": "i"}
)


class Name(NamedTuple):
    """A first and a last name, and the part of an e-mail address before the @."""

    first: str
    last: str
    mailbox: str


def name(index: int, offset: int = 0) -> Name:
    """The name of the `index`-th profile; a namesake has a number in the mailbox.

    No two indexes share a mailbox. `offset` starts another account at another place.
    """
    slot = (index * _STRIDE + offset) % COMBINATIONS
    slot, language = divmod(slot, _SIZES[0])
    last, first = divmod(slot, _SIZES[1])
    first_name, first_mailbox = _FIRST[language][first]
    last_name, last_mailbox = _LAST[language][last]
    namesakes = index // COMBINATIONS
    number = str(namesakes + 1) if namesakes else ""
    return Name(first_name, last_name, f"{first_mailbox}.{last_mailbox}{number}")


def _in_ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN)).encode("ascii", "ignore")
    return re.sub(r"[^a-z-]", "", plain.decode())


def _lists(which: str) -> list[list[tuple[str, str]]]:
    lines = Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
    names = [line.removeprefix(which).split(", ") for line in lines if line.startswith(which)]
    return [[(one, _in_ascii(one)) for one in language] for language in names]


_FIRST, _LAST = _lists("first: "), _lists("last: ")
_SIZES = (len(_FIRST), len(_FIRST[0]), len(_LAST[0]))
COMBINATIONS = prod(_SIZES)
