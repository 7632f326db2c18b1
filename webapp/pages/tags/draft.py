"""What somebody wants a tag to be, as it came by the form, and the form as it is shown again; pure.

What the form was drawn from travels in it: a change is merged with what is there when it is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from webapp.api.tags import TAG_COLOURS, Tag
from webapp.pages.tags.labels import LabelRefused, label
from webapp.people.search import legible
from webapp.tagging import Alteration, Creation


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A label or a colour that somebody else has changed: what it is now, and what was wished."""

    now: str
    yours: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`typed` and `color` as they stand in the form, `was_…` what it was drawn from ("" for a new
    tag, and for no colour). All else says what is in the way: of all of it, the label, the colour.
    """

    typed: str = ""
    color: str = ""
    was_label: str = ""
    was_color: str = ""
    note: str = ""
    label_advice: str = ""
    color_advice: str = ""
    twin: Tag | None = None
    label_meanwhile: Meanwhile | None = None
    color_meanwhile: Meanwhile | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is to make a tag."""
        return not self.was_label

    @property
    def odd_color(self) -> str:
        """The colour that it was drawn from, where none of ours can stand for it."""
        return "" if self.was_color in TAG_COLOURS else self.was_color

    @property
    def label_is_wrong(self) -> bool:
        """Whether the label needs another look."""
        return bool(self.label_advice or self.twin or self.label_meanwhile)

    @property
    def color_is_wrong(self) -> bool:
        """Whether the colour needs another look."""
        return bool(self.color_advice or self.color_meanwhile)


class Refused(ValueError):
    """A draft that cannot be sent; `draft` says why, beside what it is about."""

    def __init__(self, draft: Draft):
        super().__init__(draft.label_advice or draft.color_advice)
        self.draft = draft


def draft(form: Mapping[str, str]) -> Draft:
    """What was sent. `was_…` are percent-encoded, since fields of a form lose line ends."""
    return Draft(
        typed=form.get("label", ""),
        color=form.get("color", ""),
        was_label=unquote(form.get("was_label", "")),
        was_color=unquote(form.get("was_color", "")),
    )


def drawn_from(tag: Tag) -> Draft:
    """The form with which a tag is edited."""
    color = tag.color or ""
    return Draft(legible(tag.label), color, was_label=tag.label, was_color=color)


def creation(wish: Draft) -> Creation:
    """The tag that is to be made. Raises Refused."""
    return Creation(*_checked(replace(wish, was_label="", was_color="")))


def alteration(tag_id: str, wish: Draft) -> Alteration:
    """What is to become of a tag. Raises Refused."""
    words, color = _checked(wish)
    return Alteration(tag_id, words, color or None, wish.was_label, wish.was_color or None)


def _checked(wish: Draft) -> tuple[str, str]:
    """Label and colour. One that the tag had already is taken, whatever it is."""
    color = wish.color or wish.was_color
    advice = "" if color in TAG_COLOURS else "Choose one of these colours."
    if color == wish.was_color and not wish.is_new:
        advice = ""
    try:
        words = label(wish.typed, wish.was_label)
    except LabelRefused as refused:
        raise Refused(replace(wish, label_advice=refused.advice, color_advice=advice)) from None
    if advice:
        raise Refused(replace(wish, color_advice=advice))
    return words, color
