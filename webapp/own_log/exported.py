"""A log as a file that anybody can verify, with this dashboard or without it. Pure."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from webapp.own_log.chain import Deed, Head, Verdict, verify

RECIPE = (
    "Each hash is the SHA-256, in lower-case hexadecimal, of its entry without the member hash, as "
    "canonical JSON (RFC 8785: UTF-8, members sorted by name, no white space). previous is the "
    "hash of the entry before, and 64 zeros in entry 1. Numbers follow on each other; the latest "
    "entry has the number count and the hash at the top. Of more than 1000 entries only the latest "
    "1000 are kept, and previous of the first of them stands for all before."
)


class NotALog(Exception):
    """It is no file that this dashboard exported."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The file: `count` and `hash` are the end of the chain; null is an entry that could not be
    read. `account` is its name, where that was shared.
    """

    recipe: str = RECIPE
    exported_at: str
    account: str | None
    count: int
    hash: str
    entries: tuple[Deed | None, ...]


def exported(
    entries: Sequence[Deed | None], head: Head, account: str | None, at: datetime
) -> bytes:
    """Indented UTF-8."""
    file = Exported(
        exported_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        account=account,
        count=head.count,
        hash=head.hash,
        entries=tuple(entries),
    )
    return msgspec.json.format(msgspec.json.encode(file), indent=2)


def verified(content: bytes, noted: str = "") -> Verdict:
    """What a look at an exported file finds. With `noted`, a hash that somebody noted earlier, it
    must be that of one of the entries, or of what stood before them. Raises NotALog.
    """
    try:
        sent = json.loads(content, object_pairs_hook=_without_doubles)
        file = msgspec.convert(sent, Exported)
    except (ValueError, RecursionError) as error:  # msgspec's and Unicode's are ValueErrors
        raise NotALog("It is not a log that this dashboard exported as JSON.") from error
    verdict = verify(file.entries, Head(file.count, file.hash))
    if verdict.is_whole and noted and noted.lower() not in _hashes(file):
        raise NoteUnknown("The chain is whole, but the noted hash is not in it.")
    return verdict


class NoteUnknown(Exception):
    """Another chain than the one whose hash was noted, or the noted entry is kept no more."""


def _hashes(file: Exported) -> set[str]:
    return {file.hash} | {
        known for deed in file.entries if deed for known in (deed.hash, deed.previous)
    }


def _without_doubles(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two members of one name people see the one, and programs take the other."""
    taken = dict(members)
    if len(taken) < len(members):
        raise ValueError("a member comes twice")
    return taken
