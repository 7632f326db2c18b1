"""What a change was asked for, whatever became of it; pure."""

from webapp.people.search import quoted
from webapp.people.so_many import so_many
from webapp.tagging import Alteration, Change, Creation, Deletion, Membership, State


def asked_for(change: Change) -> str:
    """In one line, with all that was typed: "Rename “Field” to “Field sales”"."""
    match change.wish:
        case Creation(label=label, color=color):
            return f"New tag {quoted(label)}, {color}"
        case Alteration() as wish:
            return _altering(wish)
        case Deletion(was_label=label):
            return f"Delete {quoted(label)}"
        case Membership(add=add, remove=remove, label=label):
            them = so_many(len(add or remove))
            return (
                f"Add {quoted(label)} to {them}" if add else f"Remove {quoted(label)} from {them}"
            )


def tag_of(change: Change) -> str:
    """The id of the tag that it leaves behind; "" where there is none, or none yet."""
    match change.wish:
        case Membership(tag_id=tag_id) | Alteration(tag_id=tag_id):
            return tag_id
        case _ if isinstance(change.wish, Creation) and change.state is State.DONE and change.tag:
            return change.tag.id
        case _:
            return ""


def _altering(wish: Alteration) -> str:
    color = f"make it {wish.color}" if wish.color and wish.color != wish.was_color else ""
    if wish.label == wish.was_label:
        return f"Edit {quoted(wish.label)}" + (f": {color}" if color else "")
    renaming = f"Rename {quoted(wish.was_label)} to {quoted(wish.label)}"
    return f"{renaming}, and {color}" if color else renaming
