"""Own ids in, the bytes of a CSV file out; pure."""

from collections.abc import Iterable

from webapp.aliases.columns import EMAIL, KEY, NAME, PERSON
from webapp.pages.aliases.listing import Row
from webapp.responses.csv_file import csv_bytes


def as_csv(rows: Iterable[Row]) -> bytes:
    """Those of people alone: nothing else can be imported."""
    of_people = (row for row in rows if not row.is_other and row.alias.consumer_key)
    return csv_bytes((KEY, PERSON, NAME, EMAIL), map(_cells, of_people))


def _cells(row: Row) -> tuple[str, str, str, str]:
    alias, person = row.alias, row.person
    name, email = (person.name, person.email or "") if person else ("", "")
    return alias.consumer_key or "", alias.resource_id or "", name, email
