"""Who has a tag, as a page of rows; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.api import NoSuchTag
from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.listing.roster import Roster, roster
from webapp.pages.tag_members.place import Place
from webapp.people.by_id import by_id
from webapp.people.selection import Selection, selection
from webapp.people.so_many import so_many


@dataclass(frozen=True, slots=True)
class Members:
    """`selection` asks for the tag, too; `roster` and `place` do not, since links of this page
    begin with the tag's own address. `count` people have the tag; `gone` are the ids that are
    nobody in the account any more.
    """

    tag: Tag
    selection: Selection
    roster: Roster
    place: Place
    count: int
    gone: tuple[str, ...]

    @property
    def found(self) -> str:
        """How many are in the list, of how many who have the tag: "3 of 12 people"."""
        everybody = so_many(self.count)
        asked = self.roster.asked
        return f"{len(self.selection.people):,} of {everybody}" if asked.narrowed else everybody

    @property
    def gone_in_words(self) -> str:
        """ "2 people in this tag are no longer in the account."; "" where everybody is."""
        match len(self.gone):
            case 0:
                return ""
            case 1:
                return "1 person in this tag is no longer in the account."
            case count:
                return f"{count:,} people in this tag are no longer in the account."


def members(everyone: Sequence[Profile], tags: Sequence[Tag], tag_id: str, place: Place) -> Members:
    """The page of the tag's members that `place` asks for. Raises NoSuchTag."""
    tag = next((tag for tag in tags if tag.id == tag_id), None)
    if tag is None:
        raise NoSuchTag("The platform knows no tag by this id.")
    chosen = selection(everyone, tags, replace(place.asked, tags=(tag_id,)), place.notes)
    listed = roster(chosen)
    asked = replace(listed.asked, tags=())
    here = by_id(everyone)
    carriers = tuple(dict.fromkeys(tag.profiles))
    gone = tuple(each for each in carriers if each not in here)
    return Members(
        tag=tag,
        selection=chosen,
        roster=replace(listed, asked=asked),
        place=replace(place, asked=asked),
        count=len(carriers) - len(gone),
        gone=gone,
    )
