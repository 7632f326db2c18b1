"""What a tag would come to for those who are chosen, before anything is done; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import unquote

from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.pages.tag_people.who import Who
from webapp.people.ordering import by_label
from webapp.tagging import Choice, Membership

Deed: TypeAlias = Literal["add", "remove"]

HAS, LACKS, NOT_HERE = "1", "0", "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One tag to pick, and how many of those who are chosen have it."""

    tag: Tag
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """For `changing` something would change, for `same` nothing. `seen` is what this was drawn
    from, one sign for each id of the choice: it travels in the form, so that what others have done
    in between is told from what was so already.
    """

    tag: Tag
    is_adding: bool
    changing: tuple[Profile, ...]
    same: tuple[Profile, ...]
    seen: str


def lines(who: Who, tags: Sequence[Tag]) -> tuple[Line, ...]:
    """Every tag, by label."""
    chosen = {profile.id for profile in who.people}
    return tuple(Line(tag, len(chosen.intersection(tag.profiles))) for tag in by_label(tags))


def preview(choice: Choice, who: Who, tag: Tag, *, is_adding: bool) -> Preview:
    """What adding the tag, or taking it away, would come to."""
    members = frozenset(tag.profiles)
    changing = tuple(person for person in who.people if (person.id in members) != is_adding)
    same = tuple(person for person in who.people if (person.id in members) == is_adding)
    here = frozenset(person.id for person in who.people)
    return Preview(tag, is_adding, changing, same, _seen(choice, here, members))


def _seen(choice: Choice, here: Collection[str], members: Collection[str]) -> str:
    signs = (HAS if each in members else LACKS for each in choice.people)
    pairs = zip(choice.people, signs, strict=True)
    return "".join(sign if each in here else NOT_HERE for each, sign in pairs)


def wish(choice: Choice, form: Mapping[str, str]) -> Membership | None:
    """What the preview's form asks for, of those whom it showed; None where no preview of ours
    sent it. The label travels quoted, since browsers alter line ends in fields.
    """
    seen, deed, tag_id = form.get("seen", ""), form.get("do"), form.get("tag", "")
    if deed not in ("add", "remove") or not tag_id or len(seen) != len(choice.people):
        return None
    signs = dict(zip(choice.people, seen, strict=True))
    people = tuple(each for each, sign in signs.items() if sign in (HAS, LACKS))
    had = frozenset(each for each, sign in signs.items() if sign == HAS)
    label = unquote(form.get("label", ""))
    if deed == "add":
        return Membership(tag_id, label, add=people, had=had)
    return Membership(tag_id, label, remove=people, had=had)
