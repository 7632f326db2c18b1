"""The way through everybody's pages, and what is made sure of on it."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from webapp.api import NoSuchPerson
from webapp.api.paging import PAGE_SIZE, pages
from webapp.api.profiles import Profile
from webapp.api.reading_ahead import ahead, side_by_side

PAGES_A_PART = 20
"""No more are read again where a process dies."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where people come from: `page(limit, page)` of everybody, and `one` by id (NoSuchPerson)."""

    page: Callable[[int, int], Sequence[Profile]]
    one: Callable[[str], Profile]


def digest(first: Sequence[Profile]) -> bytes:
    """Another one for another first page."""
    told = [(person.id, person.updated_at) for person in first]
    return blake2b(msgspec.msgpack.encode(told), digest_size=8).digest()


def after(first: Sequence[Profile], source: Source) -> Source:
    """The same source, with a first page that is known."""

    def page(limit: int, number: int) -> Sequence[Profile]:
        return first if (limit, number) == (PAGE_SIZE, 1) else source.page(limit, number)

    return Source(page, source.one)


def parts(
    source: Source, begin: int, ends: list[str]
) -> Generator[tuple[int, Sequence[Profile], bool], None, None]:
    """Pages from `begin` on, so many together, the page that comes next, and whether these are the
    last; `ends` takes whom each full page ends with. Whoever closes it waits for what was asked
    for in vain.
    """
    people: list[Profile] = []
    page = begin
    with ahead(source.page, begin) as read:
        for page, items in enumerate(pages(read, begin=begin), begin + 1):
            people += items
            if len(items) == PAGE_SIZE:
                ends.append(items[-1].id)
            if len(people) >= PAGE_SIZE * PAGES_A_PART:
                yield page, people, False
                people = []
        yield page, people, True


def has_moved(source: Source, begin: int, ends: Sequence[str]) -> bool:
    """Whether some page from `begin` on does not end any more with whom it ended with when it was
    read: then somebody may have moved across that end unseen.
    """
    places = [(1, PAGE_SIZE * page) for page in range(begin, begin + len(ends))]
    found = side_by_side(source.page, places)
    return any([person.id for person in now] != [end] for now, end in zip(found, ends, strict=True))


def there(source: Source, profile_id: str) -> Profile | None:
    try:
        return source.one(profile_id)
    except NoSuchPerson:
        return None
