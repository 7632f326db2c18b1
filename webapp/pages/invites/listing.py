"""People who are invited and have not answered, as the page lists them; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.listing.pager import page_numbers
from webapp.people.choices import sizes
from webapp.people.filtering import inverted
from webapp.people.invited import WayTo, called, way_to
from webapp.people.ordering import by_label
from webapp.people.page import beyond, page_of
from webapp.people.query import Asked, parse
from webapp.people.search import fold, tokens
from webapp.people.so_many import so_many
from webapp.people.standing import with_standing

OwnIds = Mapping[str, Sequence[str]]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_ASKABLE = frozenset({"q", "page", "size"})


@dataclass(frozen=True, slots=True)
class Invite:
    """One person; `invited_at` is when the profile was made, None where that is not told."""

    id: str
    who: str
    way: WayTo | None
    invited_at: datetime | None
    own_ids: tuple[str, ...]
    tags: tuple[Tag, ...]

    @property
    def text(self) -> str:
        """What is searched: all words of it, folded."""
        labels = (tag.label for tag in self.tags)
        return fold("\n".join((self.who, self.way.to if self.way else "", *self.own_ids, *labels)))


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of those who fit; `asked` names a page that there is. `pending` counts all who have
    not answered, `partly` those who have begun.
    """

    asked: Asked
    rows: tuple[Invite, ...]
    found: int
    pending: int
    partly: int
    pages: int
    notes: tuple[str, ...]

    @property
    def count(self) -> str:
        """How many fit, for the eye and the ear: "3 of 12 people"."""
        people = so_many(self.pending)
        return f"{self.found:,} of {people}" if self.asked.q else people

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The pages to link, None for a gap."""
        return page_numbers(self.asked.page, self.pages)

    @property
    def size(self) -> tuple[tuple[int, int], ...]:
        """How many a page may show."""
        return sizes(self.asked.size)


def listing(
    everyone: Sequence[Profile],
    args: Mapping[str, Sequence[str]],
    tags: Iterable[Tag] | None,
    own_ids: OwnIds | None,
) -> Listing:
    """The newest first, by a query string's `q`, `page` and `size`. `tags` and `own_ids` are None
    where they are not to be had.
    """
    wanted, notes = parse({name: args[name] for name in _ASKABLE & args.keys()})
    tags_of, ids_of = inverted(by_label(tags or ())), own_ids or {}
    pending = with_standing(everyone, Completion.PENDING)
    invites = [
        Invite(
            id=profile.id,
            who=called(profile),
            way=way_to(profile),
            invited_at=profile.created_at,
            own_ids=tuple(ids_of.get(profile.id, ())),
            tags=tuple(tags_of.get(profile.id, ())),
        )
        for profile in pending
    ]
    invites.sort(key=lambda each: (each.invited_at or _LONG_AGO, each.id), reverse=True)
    fitting = _fitting(invites, wanted.q)
    asked, shown, pages = page_of(fitting, wanted)
    notes = (*notes, *beyond(wanted.page, pages))
    partly = len(with_standing(everyone, Completion.PARTIAL))
    return Listing(asked, tuple(shown), len(fitting), len(pending), partly, pages, notes)


def _fitting(invites: Sequence[Invite], q: str) -> Sequence[Invite]:
    """Those with each searched word, as in the team."""
    words = tokens(q)
    return [each for each in invites if all(word in each.text for word in words)]
