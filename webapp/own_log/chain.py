"""The chain: each entry holds the hash of the one before it, so that none can be changed, taken
out, added or moved without a trace. Pure.

Nothing in it is secret, so whoever replaces a whole log can make a chain that fits; what shows that
is the hash of its end, where somebody noted it. Source: RFC 8785 (canonical JSON).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

MOST_KEPT = 1000
"""Entries that are kept of one connection, the latest."""
BEFORE_THE_FIRST = "0" * 64


class Done(msgspec.Struct, frozen=True, gc=False):
    """One exchange that is over: `at` in UTC to the millisecond ("2026-03-02T09:14:07.512Z"), and
    what `webapp.api.Heard` says of it.
    """

    at: str
    action: str
    target: str | None
    outcome: str


class Deed(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One entry: what was done, its `number` (from 1), and its links."""

    number: int
    at: str
    action: str
    target: str | None
    outcome: str
    previous: str
    hash: str


class Head(msgspec.Struct, frozen=True, gc=False):
    """The end of a chain, kept apart from it: how many entries there ever were, and the hash of
    the latest.
    """

    count: int = 0
    hash: str = BEFORE_THE_FIRST


class Flaw(StrEnum):
    """How an entry breaks the chain."""

    UNREADABLE = "unreadable"
    ABSENT = "absent"
    CHANGED = "changed"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at a chain found: its first flaw, and at which entry; None for none."""

    entries: int
    flaw: Flaw | None = None
    at: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether no flaw was found."""
        return self.flaw is None


def digest(deed: Deed) -> str:
    """SHA-256, as 64 hexadecimal digits, of the entry without its hash as canonical JSON."""
    said = {name: value for name, value in msgspec.structs.asdict(deed).items() if name != "hash"}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def link(done: Sequence[Done], head: Head) -> tuple[list[Deed], Head]:
    """What was done as entries after `head`, and the head then."""
    deeds: list[Deed] = []
    for one in done:
        deed = Deed(head.count + 1, **msgspec.structs.asdict(one), previous=head.hash, hash="")
        deed = msgspec.structs.replace(deed, hash=digest(deed))
        deeds.append(deed)
        head = Head(deed.number, deed.hash)
    return deeds, head


def verify(deeds: Sequence[Deed | None], head: Head, most: int = MOST_KEPT) -> Verdict:
    """Whether these are the latest entries, `most` of them kept, of the chain that ends with
    `head`, oldest first; None stands for one that cannot be read. The hash that the first one
    follows is taken as it is, where the one before it is kept no more.
    """
    number = first_kept(head, most)
    previous = BEFORE_THE_FIRST if number == 1 else None
    for deed in deeds:
        flaw = _flaw(deed, number, previous, head)
        if deed is None or flaw is not None:
            return Verdict(len(deeds), flaw, number)
        number, previous = number + 1, deed.hash
    if number <= head.count:
        return Verdict(len(deeds), Flaw.ABSENT, number)
    if (previous or head.hash) != head.hash:
        return Verdict(len(deeds), Flaw.CHANGED, max(1, head.count))
    return Verdict(len(deeds))


def first_kept(head: Head, most: int = MOST_KEPT) -> int:
    """The number of the oldest entry that must be there."""
    return max(0, head.count - most) + 1


def _flaw(deed: Deed | None, number: int, previous: str | None, head: Head) -> Flaw | None:
    if deed is None:
        return Flaw.UNREADABLE
    if number > head.count:
        return Flaw.SURPLUS
    if deed.number != number:
        return Flaw.ABSENT
    if deed.hash != digest(deed) or previous not in (None, deed.previous):
        return Flaw.CHANGED
    return None
