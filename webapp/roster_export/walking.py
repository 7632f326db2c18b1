"""Everybody, page by page, until a pass over all pages met exactly those whom the one before met.

The platform gives pages and nothing else (Profile API reference, section 3): no total, and no
promise of an order. Whoever comes, goes or moves while the pages are read moves others from one
page to another, and somebody may be passed over. So all pages are read again, until one pass met
nobody twice and the next one met the same people.

Why that is enough: take the moment at which the first of the two read its last page. Everybody whom
it met is there at that moment, since they were met before it, and are met again after it, and
nobody comes back under an id that was gone. So many people are on that page and the full ones
before it as the pass met, each once; so it met as many as there are, and they are there: it met all
there are. Whoever is there throughout is among them, in whatever order each page was cut; and
whoever was gone before the last pass cannot be met in it.
"""

import time
from collections.abc import Callable, Sequence
from hashlib import blake2b

import msgspec

from webapp.api.paging import PAGE_SIZE, SMALLEST_CAP
from webapp.api.profiles import Profile
from webapp.pages.exports.records import record
from webapp.roster_export.errors import Unusable
from webapp.roster_export.spool import Spool
from webapp.roster_export.state import Person, Walk

MOST_PASSES = 6
MOST_PAGES = 100_000

Read = Callable[[int, int], Sequence[Profile]]
"""Limit and page (from 1) to who stands there."""


def walk(
    read: Read, spool: Spool, at: Walk, noted: Callable[[Walk, int], None], *, once: bool = False
) -> Walk:
    """Go on from `at` to the end; `noted` hears of each page and how many stood on it. `once` takes
    the first pass as it is. Raises Unusable where people change faster than they are read, and as
    `read`.
    """
    while not at.is_over:
        if at.number > MOST_PASSES:
            raise Unusable(
                f"People came, went or moved during each of {MOST_PASSES} readings: that is too "
                "much change for a whole file. Run this again at a quieter time, or with --once to "
                "take one reading as it is. The next run begins anew."
            )
        if at.page > MOST_PAGES:
            raise Unusable(f"More than {MOST_PAGES} pages: the platform’s list has no end.")
        limit = at.limit or PAGE_SIZE
        people = [_person(profile) for profile in read(limit, at.page)]
        latest = _digest(people)
        # The same page again: people have moved, or the platform goes by no page numbers.
        is_endless = latest == at.latest and bool(people) and bool(read(limit, MOST_PAGES + 1))
        at = msgspec.structs.replace(at, latest=latest, read_at=time.time())
        at = _kept(spool, at, [] if is_endless else people, once=once)
        noted(at, len(people))
    return at


def _kept(spool: Spool, at: Walk, people: list[Person], *, once: bool) -> Walk:
    """Keep this page, nobody on it being the end, and say where the walk goes on."""
    at = msgspec.structs.replace(at, limit=at.limit or max(len(people), SMALLEST_CAP))
    read = _compared(spool, at, people)
    with spool.whole():
        spool.keep(people, read)
        if len(people) >= read.limit:
            then = msgspec.structs.replace(read, page=read.page + 1)
        elif once or _is_enough(spool, read):
            then = msgspec.structs.replace(read, is_over=True)
        else:
            then = _next_pass(read)
        spool.go_on(then)
    return then


def _compared(spool: Spool, at: Walk, people: list[Person]) -> Walk:
    """With what this page says of the pass."""
    ids = [one.id for one in people]
    met = spool.passes(ids)
    is_doubled = len(set(ids)) < len(ids) or at.number in met
    is_changed = any(number not in {at.number - 1, at.number} for number in met)
    return msgspec.structs.replace(
        at, is_doubled=at.is_doubled or is_doubled, is_changed=at.is_changed or is_changed
    )


def _is_enough(spool: Spool, at: Walk) -> bool:
    """Whether this pass, now at its end, met exactly whom the one before it met once each."""
    return at.had_each_once and not at.is_changed and not spool.count(at.number - 1)


def _next_pass(at: Walk) -> Walk:
    return msgspec.structs.replace(
        at,
        number=at.number + 1,
        page=1,
        had_each_once=not at.is_doubled,
        is_doubled=False,
        is_changed=False,
        latest=b"",
    )


def _digest(people: Sequence[Person]) -> bytes:
    """Of who stands on a page, in whatever order."""
    ids = sorted(one.id for one in people)
    return blake2b(msgspec.msgpack.encode(ids), digest_size=16).digest()


def _person(profile: Profile) -> Person:
    return Person(profile.id, record(profile, msgspec.UNSET))
