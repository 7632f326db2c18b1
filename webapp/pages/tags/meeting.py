"""A draft that met what others have done meanwhile, or a refusal, as it is shown again; pure."""

from dataclasses import replace

from webapp.api.tags import Tag
from webapp.pages.tags.draft import Draft, Meanwhile
from webapp.people.search import legible
from webapp.tagging import Change, Trouble

MET = frozenset({Trouble.TWIN, Trouble.RENAMED, Trouble.CHANGED, Trouble.DELETED, Trouble.REFUSED})
"""After these the person is asked anew. All other troubles are no matter of what was typed."""


def shown_again(wish: Draft, change: Change, said: str) -> Draft | None:
    """The form after a change that was not made as wished; None where nothing is to be asked.

    `said` is what came of the change, in words.
    """
    if change.trouble not in MET:
        return None
    if change.trouble is Trouble.TWIN and change.tag:
        return replace(wish, twin=change.tag)
    if change.trouble is Trouble.DELETED:
        return without_tag(wish, said)
    if change.trouble in (Trouble.RENAMED, Trouble.CHANGED) and change.tag:
        return replace(merged(wish, change.tag), note=said)
    return replace(wish, note=said)


def without_tag(wish: Draft, said: str = "This tag was deleted meanwhile.") -> Draft:
    """The form of a tag that is there no more: as one that makes it anew."""
    return replace(wish, was_label="", was_color="", note=f"{said} Save makes a new tag of it.")


def merged(wish: Draft, now: Tag) -> Draft:
    """The form drawn from what is there now. What was touched in it stays, and is shown beside what
    it would overwrite; what was not follows.
    """
    color = now.color or ""
    touched_label = legible(wish.typed) != legible(wish.was_label)
    touched_color = wish.color not in ("", wish.was_color)
    label_moved = touched_label and wish.was_label != now.label != legible(wish.typed)
    color_moved = touched_color and wish.was_color != color != wish.color
    return replace(
        wish,
        typed=wish.typed if touched_label else legible(now.label),
        color=wish.color if touched_color else color,
        was_label=now.label,
        was_color=color,
        label_meanwhile=Meanwhile(now.label, legible(wish.typed)) if label_moved else None,
        color_meanwhile=Meanwhile(color or "none", wish.color) if color_moved else None,
    )
