"""People are read at one place, and so are debriefs: there names are hidden when they are to be."""

import re
from pathlib import Path

import pytest

READS = {
    r"\bprofiles\s*\.\s*one\b": "webapp/current/people.py",
    r"\bprofiles\s*\.\s*(every|few)\b": "webapp/current/team.py",
    r"\bdebriefs\s*\.\s*(read|write|of|look)\b": "webapp/current/debriefs.py",
}


@pytest.mark.parametrize(("read", "place"), READS.items())
def test_only_the_current_request_reads_people_from_the_platform(read: str, place: str) -> None:
    reading = [
        path.as_posix()
        for path in Path("webapp").rglob("*.py")
        if re.search(read, path.read_text())
    ]

    assert reading == [place]
