"""Who a question is about: profiles, tags and a question in, those who fit in their order out.
Pure. Roster, map, exports and saved views all begin here, so that they show the same people.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.people.crowd import Crowd
from webapp.people.filtering import inverted
from webapp.people.finding import Finder, finder
from webapp.people.ordering import TagsOf, by_label
from webapp.people.query import Asked
from webapp.people.search import quoted
from webapp.people.so_many import so_many


class NotAsAsked(Exception):
    """Others fit than those who were asked for; `notes` say what was left out of the question,
    and `deed` what was not done with them: "exported".
    """

    def __init__(self, notes: Sequence[str], deed: str = "exported"):
        super().__init__("The question asks for what is not here.")
        self.notes, self.deed = tuple(notes), deed


@dataclass(frozen=True, slots=True)
class Selection:
    """`asked` is what is shown, after what cannot be was left out; a note says each of those.

    `people` fit, of `everyone` in the account, in the order asked for. `tags` is every tag by
    label, None where tags were not granted; `tags_of` maps profile ids to theirs; `styles` occur,
    and `standings` says how many have all results, some or none.
    `is_as_asked` is False where what was left out would have narrowed it: more are shown then.
    """

    asked: Asked
    everyone: Sequence[Profile]
    people: Sequence[Profile]
    tags: tuple[Tag, ...] | None
    tags_of: TagsOf
    styles: tuple[str, ...]
    standings: Mapping[Completion, int]
    notes: tuple[str, ...]
    is_as_asked: bool = True

    def exactly(self, deed: str = "exported") -> "Selection":
        """Itself, where a note beside it cannot be read. Raises NotAsAsked."""
        if not self.is_as_asked:
            raise NotAsAsked(self.notes, deed)
        return self

    def at_hand(self) -> "Selection":
        """Itself, with everybody made at once who else would be made anew at each look: for whoever
        looks at all of them more than once.
        """
        return replace(self, people=tuple(self.people))

    @property
    def is_whole(self) -> bool:
        """False while people are still being read."""
        return not isinstance(self.everyone, Crowd) or self.everyone.is_whole

    @property
    def found(self) -> str:
        """How many fit, for the eye and the ear: "12 of 60 people"."""
        count = len(self.everyone)
        people = so_many(count)
        return f"{len(self.people):,} of {people}" if self.asked.narrowed else people

    @property
    def further_tags(self) -> tuple[Tag, ...]:
        """The tags filtered by after the first; the form's one select holds the first."""
        by_id = {tag.id: tag for tag in self.tags or ()}
        return tuple(by_id[tag] for tag in self.asked.tags[1:])

    @property
    def unused_tags(self) -> tuple[Tag, ...]:
        """The tags that could narrow the list further."""
        return tuple(tag for tag in self.tags or () if tag.id not in self.asked.tags)


@dataclass(frozen=True, slots=True)
class Known:
    """What every question goes by: everybody and all tags, and how people are found."""

    everyone: Sequence[Profile]
    tags: tuple[Tag, ...] | None
    tags_of: TagsOf
    finder: Finder

    def select(self, asked: Asked, notes: Sequence[str] = ()) -> Selection:
        """Those who fit; `notes` come first."""
        whom, finder = asked.whom, self.finder
        asked, further_notes = _possible(asked, finder.styles, self.tags)
        return Selection(
            asked=asked,
            everyone=self.everyone,
            people=finder.find(asked),
            tags=self.tags,
            tags_of=self.tags_of,
            styles=tuple(finder.styles),
            standings=finder.standings,
            notes=(*notes, *further_notes),
            is_as_asked=asked.whom == whom,
        )


def known(everyone: Sequence[Profile], tags: Sequence[Tag] | None) -> Known:
    """`tags` are all of the account, None where they were not granted."""
    in_order = None if tags is None else tuple(by_label(tags))
    tags_of = inverted(in_order or ())
    return Known(everyone, in_order, tags_of, finder(everyone, in_order or (), tags_of))


def selection(
    everyone: Sequence[Profile],
    tags: Sequence[Tag] | None,
    asked: Asked,
    notes: Sequence[str] = (),
) -> Selection:
    """The same for one question alone."""
    return known(everyone, tags).select(asked, notes)


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
