"""The text of a CSV file in, its lines out; pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from webapp.aliases import ImportDraft, Line
from webapp.aliases.columns import EMAIL, KEY, NAME, PERSON
from webapp.pages.alias_import.decoding import Unreadable
from webapp.people.search import quoted
from webapp.responses.cells import plain

MOST_LINES = 10_000
"""Lines of one file that are read."""
LONGEST_HEAD = 10_000
"""Characters in which the delimiter is looked for."""
_DELIMITERS = (",", ";", "\t")
_CALLED = {
    KEY: {"ownid", "key", "consumerkey"},
    PERSON: {"profileid", "resourceid"},
    EMAIL: {"email", "emailaddress"},
    NAME: {"name"},
}
"""What each column may be called, without case, space and dashes."""


def draft(text: str, name: str = "", notes: Sequence[str] = ()) -> ImportDraft:
    """All lines of a file, with what is odd about it. Raises Unreadable."""
    rows = _rows(text, _delimiter(text))
    _, head = next(rows, (0, []))
    places = _places(head)
    lines = tuple(_line(number, cells, places) for number, cells in islice(rows, MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise Unreadable(f"This file has more than {MOST_LINES:,} lines. Split it into several.")
    if not lines:
        raise Unreadable("There is nothing below the first line of this file.")
    return ImportDraft(name=name, lines=lines, notes=(*notes, *_unused(head)))


def _delimiter(text: str) -> str:
    """The one by which the first line has the columns, else a comma."""
    first = next(iter(text.lstrip()[:LONGEST_HEAD].splitlines()), "")
    for delimiter in _DELIMITERS:
        if _is_head(_found(next(csv.reader([first], delimiter=delimiter), []))):
            return delimiter
    return ","


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not blank, by the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error:
        said = f"Line {reader.line_num:,} cannot be read: look at its quotation marks."
        raise Unreadable(said) from None


def _line(number: int, cells: Sequence[str], places: Mapping[str, int]) -> Line:
    key, person, email = (_cell(cells, places.get(name)) for name in (KEY, PERSON, EMAIL))
    return Line(number, key, plain(person).strip(), plain(email).strip())


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _places(head: Sequence[str]) -> dict[str, int]:
    found = _found(head)
    if _is_head(found):
        return found
    cells = ", ".join(map(quoted, head[:6])) or "nothing"
    raise Unreadable(
        f"The first line must name the columns: “{KEY}”, and “{PERSON}” or “{EMAIL}”. "
        f"It holds {cells}."
    )


def _found(head: Sequence[str]) -> dict[str, int]:
    """Each column's place; the first where one comes twice."""
    plainly = [re.sub(r"[\W_]+", "", plain(cell)).casefold() for cell in head]
    return {
        column: next(place for place, cell in enumerate(plainly) if cell in called)
        for column, called in _CALLED.items()
        if called.intersection(plainly)
    }


def _is_head(found: dict[str, int]) -> bool:
    return KEY in found and (PERSON in found or EMAIL in found)


def _unused(head: Sequence[str]) -> list[str]:
    used = set(_found(head).values())
    others = [cell for place, cell in enumerate(head) if place not in used and cell.strip()]
    if not others:
        return []
    return [f"Not used: {', '.join(map(quoted, others[:6]))}{'…' if len(others) > 6 else ''}."]
