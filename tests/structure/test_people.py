"""People are read at one place, and so are debriefs: there names are hidden when they are to be."""

import re
from pathlib import Path

import pytest

READS = {
    "webapp/current/people.py": r"\bprofiles\s*\.\s*(every|one)\b",
    "webapp/current/debriefs.py": r"\bdebriefs\s*\.\s*(read|write|of|look)\b",
}


@pytest.mark.parametrize(("place", "read"), READS.items())
def test_only_the_current_request_reads_people_from_the_platform(place: str, read: str) -> None:
    reading = [
        path.as_posix()
        for path in Path("webapp").rglob("*.py")
        if re.search(read, path.read_text())
    ]

    assert reading == [place]
