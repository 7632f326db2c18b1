"""An exported log, verified by us, and by whoever follows the recipe that operators read."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from webapp.own_log import NotALog, NoteUnknown, exported, told, verified
from webapp.own_log.chain import MOST_KEPT, Deed, Done, Flaw, Head, link

AT = datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
RECIPE = re.search(r"```python\n(.*?)```", Path("docs/operating.md").read_text(), re.DOTALL)


def chain(length: int, head: Head | None = None) -> tuple[list[Deed], Head]:
    done = [
        Done(f"2026-03-02T09:14:07.{n:03}Z", "DELETE {grants}/{id}", f"é “app” {n}\u2028", "ok")
        for n in range(length)
    ]
    return link(done, head or Head())


def file(length: int = 4, head: Head | None = None) -> bytes:
    return exported(*chain(length, head), "Harbor & Finch", AT)


def changed(content: bytes, **members: Any) -> bytes:
    """The second entry with other members."""
    told = json.loads(content)
    told["entries"][1].update(members)
    return json.dumps(told).encode()


def by_the_recipe(content: bytes, folder: Path) -> tuple[int, str]:
    """What the lines in docs/operating.md say of a file."""
    assert RECIPE
    script, path = folder / "verify.py", folder / "log.json"
    script.write_text(RECIPE[1])
    path.write_bytes(content)
    ran = subprocess.run([sys.executable, script, path], capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


LATE = Head(MOST_KEPT + 7, "a" * 64)
WHOLE = {"short": file(), "empty": file(0), "long": file(MOST_KEPT, LATE)}
WITHOUT_ITS_END = json.dumps({**json.loads(file()), "entries": json.loads(file())["entries"][:-1]})


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_a_file_as_it_was_exported_is_whole(content: bytes, tmp_path: Path) -> None:
    assert verified(content).is_whole
    assert by_the_recipe(content, tmp_path)[0] == 0


BROKEN = {
    "an entry changed": (changed(file(), outcome="refused 403"), Flaw.CHANGED, 2),
    "an id changed": (changed(file(), target="somebody else"), Flaw.CHANGED, 2),
    "the end cut off": (WITHOUT_ITS_END.encode(), Flaw.ABSENT, 4),
    "an entry that could not be read": (
        exported([*chain(4)[0][:2], None, chain(4)[0][3]], chain(4)[1], None, AT),
        Flaw.UNREADABLE,
        3,
    ),
}


@pytest.mark.parametrize(("content", "flaw", "at"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_was_changed_is_broken_and_says_where(
    content: bytes, flaw: Flaw, at: int, tmp_path: Path
) -> None:
    verdict = verified(content)

    assert (verdict.flaw, verdict.at) == (flaw, at)
    assert f"broken at entry {at}: " in told(verdict)
    code, said = by_the_recipe(content, tmp_path)
    assert code == 1
    assert str(at) in said


OTHERS = {
    "nothing": b"",
    "no JSON": b"Number,At",
    "another JSON": b"[]",
    "no text": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "a member that is not ours": changed(file(), note="x"),
    "a number that is none": changed(file(), number="2"),
    "a member that comes twice": file().replace(
        b'"action":', b'"action": "GET /tags", "action":', 1
    ),
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_what_is_no_log_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(NotALog):
        verified(content)


def test_a_forged_chain_is_found_by_a_hash_that_was_noted() -> None:
    """Whoever makes all of it anew has other hashes."""
    noted = chain(3)[1].hash
    forged = exported(*link([Done("t", "GET /tags", None, "ok")] * 4, Head()), None, AT)

    assert verified(file(), noted).is_whole
    assert verified(file(), noted.upper()).is_whole
    assert verified(forged).is_whole
    with pytest.raises(NoteUnknown):
        verified(forged, noted)


def test_it_holds_what_the_page_says_and_nothing_else() -> None:
    told = json.loads(file())

    assert told["account"] == "Harbor & Finch"
    assert told["exported_at"] == "2026-03-02T09:20:00+00:00"
    assert str(MOST_KEPT) in told["recipe"]
    assert set(told["entries"][0]) == set(Deed.__struct_fields__)
