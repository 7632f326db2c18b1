"""Profiles, tags and a question in; what the roster shows out. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.pages.team.filtering import fitting, inverted
from webapp.pages.team.ordering import ordered
from webapp.pages.team.query import Asked, quoted
from webapp.pages.team.rows import Row, row
from webapp.pages.team.search import fold


@dataclass(frozen=True, slots=True)
class Roster:
    """One page of the roster. `asked` is what is shown, after what cannot be was left out.

    `tags` is every tag of the account by label, None where tags were not granted; `styles` are
    those that occur. `matching` of `people` fit; `pages` is at least 1. A note says what was
    asked for and is not shown.
    """

    asked: Asked
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    people: int
    invited: int
    partly: int
    matching: int
    pages: int
    styles: tuple[str, ...]
    tags: tuple[Tag, ...] | None

    @property
    def found(self) -> str:
        """How many fit, for the eye and the ear: "12 of 60 people"."""
        people = "1 person" if self.people == 1 else f"{self.people:,} people"
        return f"{self.matching:,} of {people}" if self.asked.narrowed else people

    @property
    def standings(self) -> str:
        """Who is not done, in words: "7 invited, 4 partly done"; "" when everybody is."""
        counts = ((self.invited, "invited"), (self.partly, "partly done"))
        return ", ".join(f"{count:,} {what}" for count, what in counts if count)

    @property
    def further_tags(self) -> tuple[Tag, ...]:
        """The tags filtered by after the first; the form's one select holds the first."""
        by_id = {tag.id: tag for tag in self.tags or ()}
        return tuple(by_id[tag] for tag in self.asked.tags[1:])

    @property
    def unused_tags(self) -> tuple[Tag, ...]:
        """The tags that could narrow the list further."""
        return tuple(tag for tag in self.tags or () if tag.id not in self.asked.tags)


def roster(profiles: Sequence[Profile], tags: Sequence[Tag] | None, asked: Asked) -> Roster:
    """`tags` are all of the account, None where they were not granted."""
    by_label = None if tags is None else sorted(tags, key=lambda tag: (fold(tag.label), tag.id))
    styles = {profile.disc.style for profile in profiles if profile.disc and profile.disc.style}
    tags_of = inverted(by_label or ())
    asked, notes = _possible(asked, styles, by_label)
    found = fitting(profiles, tags_of, asked)
    pages = max(-(-len(found) // asked.size), 1)
    if asked.page > pages:
        notes.append(f"There is no page {asked.page}; showing the last, page {pages}.")
        asked = asked.on_page(pages)
    start = (asked.page - 1) * asked.size
    shown = ordered(found, tags_of, asked.sort, asked.descending)[start : start + asked.size]
    standings = [profile.completion for profile in profiles]
    return Roster(
        asked=asked,
        rows=tuple(row(profile, tags_of.get(profile.id, ())) for profile in shown),
        notes=tuple(notes),
        people=len(profiles),
        invited=standings.count(Completion.PENDING),
        partly=standings.count(Completion.PARTIAL),
        matching=len(found),
        pages=pages,
        styles=tuple(sorted(styles)),
        tags=None if by_label is None else tuple(by_label),
    )


def _possible(
    asked: Asked, styles: Collection[str], tags: Sequence[Tag] | None
) -> tuple[Asked, list[str]]:
    """The question without what does not exist here, and a sentence for each of those."""
    notes: list[str] = []
    if asked.style and asked.style not in styles:
        notes.append(f"Nobody here has the style {quoted(asked.style)}; showing every style.")
        asked = replace(asked, style=None)
    if tags is None:
        if asked.tags or asked.sort == "tags":
            notes.append("Tags are not allowed, so nobody is filtered or sorted by them.")
        sort = "name" if asked.sort == "tags" else asked.sort
        return replace(asked, tags=(), sort=sort), notes
    known = {tag.id for tag in tags}
    unknown = [tag for tag in asked.tags if tag not in known]
    notes += [f"{quoted(tag)} is not a tag of this account; it was left out." for tag in unknown]
    return replace(asked, tags=tuple(tag for tag in asked.tags if tag in known)), notes
