"""People are read at one place, where their names are hidden when they are to be."""

import re
from pathlib import Path

READS = re.compile(r"\bprofiles\s*\.\s*(every|one)\b")


def test_only_the_current_request_reads_people_from_the_platform() -> None:
    reading = [
        path.as_posix() for path in Path("webapp").rglob("*.py") if READS.search(path.read_text())
    ]

    assert reading == ["webapp/current/people.py"]
