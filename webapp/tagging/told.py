"""What came of a change, in sentences; pure."""

from dataclasses import dataclass

from webapp.people.search import quoted
from webapp.people.so_many import so_many
from webapp.tagging.change import Change
from webapp.tagging.rows import Row
from webapp.tagging.states import State
from webapp.tagging.told_people import further, of_people
from webapp.tagging.told_trouble import trouble_in_words
from webapp.tagging.undoing import WhyNot, undo_of
from webapp.tagging.wishes import Alteration, Creation, Deletion, Membership, members_mark


@dataclass(frozen=True, slots=True)
class Told:
    """`headline` is one sentence, `further` what else there is to know; `can_undo` says whether
    the change may be taken back, `can_go_on` whether it may be continued. `is_trouble` says that
    it is not as wished.
    """

    change: Change
    headline: str
    further: tuple[str, ...]
    can_undo: bool
    can_go_on: bool
    is_trouble: bool


def told(change: Change, undone: Change | None = None) -> Told:
    """`undone` is the change that this one takes back, where it is one that does so."""
    return Told(
        change=change,
        headline=_headline(change, undone),
        further=tuple(further(change)),
        can_undo=not isinstance(undo_of(change), WhyNot),
        can_go_on=change.can_go_on,
        is_trouble=change.trouble is not None,
    )


def _headline(change: Change, undone: Change | None) -> str:
    match change.state:
        case State.RUNNING if change.rows:
            return f"{_doing(change)}: {change.settled:,} of {so_many(len(change.rows))} so far."
        case State.RUNNING:
            return f"{_doing(change)}."
        case State.DONE:
            return f"Undone: {_restored(change, undone)}" if undone else _done(change)
    return f"{trouble_in_words(change)}{_so_far(change)}"


def _so_far(change: Change) -> str:
    done = change.counts[Row.DONE]
    if not done and (change.state is State.CONFLICT or not change.rows):
        return ""
    return f" {so_many(done)} of {len(change.rows):,} {'is' if done == 1 else 'are'} done."


def _doing(change: Change) -> str:
    match change.wish:
        case Membership(add=add, remove=remove, label=label) if add and remove:
            return f"Changing who has {quoted(label)}"
        case Membership(add=add, label=label):
            return f"Adding to {quoted(label)}" if add else f"Taking out of {quoted(label)}"
        case Creation(label=label):
            return f"Making {quoted(label)}"
        case Alteration(was_label=label):
            return f"Changing {quoted(label)}"
        case Deletion(was_label=label):
            return f"Deleting {quoted(label)}"


def _done(change: Change) -> str:
    match change.wish:
        case Membership() as wish:
            return _members(change, wish)
        case Creation(label=label):
            return f"The tag {quoted(label)} is there."
        case Alteration() as wish:
            return _altered(wish)
        case Deletion(was_label=label):
            if change.tag is None:
                return f"{quoted(label)} was gone already."
            lost = len(set(change.tag.profiles))
            what = f"{so_many(lost)} lost it" if lost else "nobody had it"
            return f"{quoted(label)} is deleted; {what}."


def _members(change: Change, wish: Membership) -> str:
    label = quoted(wish.label)
    said = [
        f"{did} {label}: {so_many(count)}."
        for did, side in (("Added to", wish.add), ("Out of", wish.remove))
        if (count := of_people(change, side)[Row.DONE])
    ]
    return " ".join(said) or f"Nothing had to be done for {label}."


def _altered(wish: Alteration) -> str:
    label = quoted(wish.label)
    if wish.label != wish.was_label:
        too = f", and is {wish.color}" if wish.color != wish.was_color else ""
        return f"{quoted(wish.was_label)} is called {label} now{too}."
    return (
        f"{label} {'stays as it is' if wish.color == wish.was_color else f'is {wish.color} now'}."
    )


def _restored(change: Change, undone: Change | None) -> str:
    match change.wish:
        case Membership(label=label) | Creation(label=label) if undone and change.rows:
            if change.after == _mark_before(undone):
                return f"{quoted(label)} has exactly the people it had before."
            return f"{quoted(label)} is as before, but for what is told here or others changed."
        case Creation(label=label):
            return f"{quoted(label)} is back."
        case Deletion(was_label=label) if change.tag:
            return f"{quoted(label)} is taken away again."
    return _done(change)


def _mark_before(undone: Change) -> str:
    """The mark of who had the tag before the change that was undone."""
    if isinstance(undone.wish, Deletion):
        return members_mark(undone.tag.profiles) if undone.tag else ""
    return undone.before
