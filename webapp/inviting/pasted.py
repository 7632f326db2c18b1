"""Pasted text as people, one a line or several side by side; pure.

A line is an address or number, and may have an own id after a comma, semicolon or tab. What follows
and surely is another address begins another person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from webapp.people.reach import looks_like_one

MOST = 1000
"""People who are taken of one text."""
LONGEST_TEXT = 200_000
"""Characters of a text that are taken at all."""

_PIECE = re.compile(r'((?:"[^"]*"|<[^<>]*>|[^,;\t])*)([,;\t]|$)')
"""Up to a separator that is neither quoted nor in angle brackets."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What stands on a line (from 1) as one person, as it was `typed`."""

    line: int
    typed: str
    own_id: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    after: str  # the separator in front of it; "" at the beginning of the line
    before: str  # and the one behind


def pasted(text: str) -> list[Pasted]:
    """Everybody, in order."""
    return [
        person
        for number, line in enumerate(text.splitlines(), 1)
        for person in _on(number, list(_pieces(line)))
    ]


def _pieces(line: str) -> Iterator[_Piece]:
    after = ""
    for found in _PIECE.finditer(line):
        if said := _unquoted(found[1].strip()):
            yield _Piece(said, after, found[2])
        after = found[2]


def _on(line: int, pieces: Sequence[_Piece]) -> list[Pasted]:
    people: list[Pasted] = []
    for piece, following in zip_longest(pieces, pieces[1:]):
        if _is_half_a_name(piece, following):
            continue
        if people and not people[-1].own_id and not looks_like_one(piece.text):
            people[-1] = replace(people[-1], own_id=piece.text)
        else:
            people.append(Pasted(line, piece.text))
    return people


def _is_half_a_name(piece: _Piece, following: _Piece | None) -> bool:
    """`Achebe, Rosalind <…>` is one person, whose name mail programs leave unquoted."""
    begins = piece.after in ("", ";") and piece.before == ","
    is_name = not looks_like_one(piece.text) and not any(c.isdigit() for c in piece.text)
    return begins and is_name and following is not None and following.text.endswith(">")


def _unquoted(said: str) -> str:
    is_quoted = len(said) > 1 and said[0] == said[-1] == '"'
    return said[1:-1].strip() if is_quoted else said
