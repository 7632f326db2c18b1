"""The wish that takes a change back; pure. Being a wish, it overwrites nobody's work either."""

from enum import StrEnum

from webapp.tagging.change import Change
from webapp.tagging.rows import Row, with_row
from webapp.tagging.states import State
from webapp.tagging.wishes import (
    COLOUR,
    LABEL,
    Alteration,
    Creation,
    Deletion,
    Membership,
    Wish,
    members_mark,
)


class WhyNot(StrEnum):
    """Why a change cannot be taken back: it still runs, did nothing, or is taken back already."""

    RUNNING = "running"
    NOTHING = "nothing"
    UNDONE = "undone"


def undo_of(change: Change) -> Wish | WhyNot:
    """What restores what was before it. What others have changed since stays as they left it, and
    what cannot be told apart from that is refused when it is carried out (State.CONFLICT).
    """
    if change.state is State.RUNNING:
        return WhyNot.RUNNING
    if change.undone_by:
        return WhyNot.UNDONE
    match change.wish:
        case Membership():
            return _members_back(change, change.wish)
        case Creation() if change.tag and change.state is not State.CONFLICT:
            return Deletion(change.tag.id, change.tag.label, change.after or members_mark(()))
        case Alteration() if change.state is State.DONE and change.wrote:
            return _face_back(change.wish, change.wrote)
        case Deletion() if change.state is State.DONE and change.tag:
            return Creation(change.tag.label, change.tag.color or "", change.tag.profiles)
    return WhyNot.NOTHING


def _members_back(change: Change, wish: Membership) -> Membership | WhyNot:
    done = frozenset(with_row(change.rows, Row.DONE, Row.UNSURE))
    if not done:
        return WhyNot.NOTHING
    put_in = tuple(person for person in wish.add if person in done)
    taken_out = tuple(person for person in wish.remove if person in done)
    return Membership(wish.tag_id, wish.label, add=taken_out, remove=put_in, had=frozenset(put_in))


def _face_back(wish: Alteration, wrote: frozenset[str]) -> Alteration:
    """Only what this change has written: the rest was so, or others made it so."""
    label = wish.was_label if LABEL in wrote else wish.label
    color = wish.was_color if COLOUR in wrote else wish.color
    return Alteration(wish.tag_id, label, color, wish.label, wish.color)
