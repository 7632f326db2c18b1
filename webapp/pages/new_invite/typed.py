"""What was typed into the form, and what is in the way of it; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from webapp.inviting import Draft
from webapp.inviting.pasted import LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Typed:
    """The form: its text, the ids of the tags that are ticked, and a note of what is wrong."""

    text: str = ""
    ticked: Collection[str] = ()
    note: str = ""


def of_draft(draft: Draft) -> Typed:
    """As it was left."""
    return Typed(draft.text, {tag.id for tag in draft.tags})


def judged(text: str, ticked: Sequence[str]) -> Typed:
    """As it was sent."""
    if not text.strip():
        return Typed(text, ticked, "Type an e-mail address or a phone number.")
    if len(text) > LONGEST_TEXT:
        long = f"This is too long: at most {LONGEST_TEXT:,} characters are taken at once."
        return Typed(text, ticked, long)
    return Typed(text, ticked)
