"""Own changes that came after everybody was read: whom they are about is read again, at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from webapp.api import NoSuchPerson
from webapp.api.paging import PAGE_SIZE
from webapp.api.profiles import Profile
from webapp.background.owner import Owner
from webapp.memory import Memory
from webapp.snapshots.job import write_part
from webapp.snapshots.states import Head, Reading
from webapp.snapshots.store import Store
from webapp.snapshots.walking import Source


@dataclass(frozen=True, slots=True)
class Asking:
    """Who looks: whose snapshot it is, the first page as it was just read, where people come from
    within this request (`near`) and behind it (`far`), and what this process keeps of them.
    """

    owner: Owner
    first: Sequence[Profile]
    near: Source
    far: Source
    memory: Memory


def caught_up(
    store: Store, asking: Asking, head: Head, now: Reading, seen: bytes
) -> tuple[Head, Reading, bytes] | None:
    """With every own change that came after everybody was read; None where somebody else was
    at it, too.
    """
    changed = head.unknown_to(now)
    if not changed:
        return head, now, seen
    people: list[Profile] = []
    gone: list[str] = []
    for profile_id in changed:
        try:
            people += [asking.near.one(profile_id)] if profile_id else _newest(asking, now)
        except NoSuchPerson:
            gone.append(profile_id)
    part = write_part(store, asking.owner, people, gone)
    if part is None:
        return None
    now = msgspec.structs.replace(now, parts=(*now.parts, part), known=head.last)
    fresh = msgspec.structs.replace(head, now=now)
    put = store.put(asking.owner, seen, fresh)
    return None if put is None else (fresh, now, put)


def _newest(asking: Asking, now: Reading) -> list[Profile]:
    """Where whoever is new stands: on the first page or on the last ones."""
    last = now.next_page - 1
    tail = [asking.near.page(PAGE_SIZE, page) for page in (last - 1, last)]
    return [person for page in (asking.first, *tail) for person in page]
