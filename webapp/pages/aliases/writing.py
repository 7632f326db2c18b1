"""Own ids in, the bytes of a CSV file out; pure."""

import csv
import io
from collections.abc import Iterable

from webapp.aliases.columns import EMAIL, KEY, NAME, PERSON
from webapp.pages.aliases.listing import Row
from webapp.responses.cells import inert


def as_csv(rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel reads another encoding; text is
    quoted. Those of people alone: nothing else can be imported.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerow((KEY, PERSON, NAME, EMAIL))
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in rows:
        if not row.is_other and row.alias.consumer_key:
            writer.writerow(map(inert, _cells(row)))
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(row: Row) -> tuple[str, str, str, str]:
    alias, person = row.alias, row.person
    name, email = (person.name, person.email or "") if person else ("", "")
    return alias.consumer_key or "", alias.resource_id or "", name, email
