"""The tags as the page lists them; pure."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp.api.tags import Tag
from webapp.pages.tags.draft import Draft, drawn_from
from webapp.people.search import fold
from webapp.tagging import members_mark

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open at a tag: its form (`editing`; `draft` where it was filled in already), or the
    question whether to delete it (`doomed`; `note` says why it is asked once more). Else `focus`
    names the control that was come back to.
    """

    tag_id: str = ""
    draft: Draft | None = None
    editing: bool = False
    doomed: bool = False
    note: str = ""
    focus: str = ""


NOTHING = Opened()


@dataclass(frozen=True, slots=True)
class Row:
    """One tag. `people` counts each of its members once; `mark` stands for exactly them."""

    tag: Tag
    people: int
    opened: Opened

    @property
    def mark(self) -> str:
        """What a form says of the members that it was drawn from."""
        return members_mark(self.tag.profiles)

    @property
    def key(self) -> str:
        """The tag's id as a part of an HTML id: of letters, digits, - and _ alone."""
        return key(self.tag.id)


def key(tag_id: str) -> str:
    """A tag's id as it can stand in an HTML id and in a selector."""
    if _PLAIN.fullmatch(tag_id):
        return tag_id
    return hashlib.sha256(tag_id.encode()).hexdigest()[:16]


def rows(tags: Iterable[Tag], opened: Opened = NOTHING) -> tuple[Row, ...]:
    """One a tag, by label whatever its case and accents."""
    ordered = sorted(tags, key=lambda tag: (fold(tag.label), tag.label, tag.id))
    return tuple(row(tag, opened) for tag in ordered)


def row(tag: Tag, opened: Opened = NOTHING) -> Row:
    """One tag; `opened` counts where it is about this one."""
    mine = opened if opened.tag_id == tag.id else NOTHING
    if mine.editing:
        mine = replace(mine, draft=drawn_from(tag))
    return Row(tag, len(set(tag.profiles)), mine)


def found(tag_id: str, tags: Sequence[Tag]) -> Tag | None:
    """The tag of this id; None where there is none, or none any more."""
    return next((tag for tag in tags if tag.id == tag_id), None)
